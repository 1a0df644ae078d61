/** Talking JSON to Syndicate's services, and where they are. */
@NullMarked
package dev.syndicate.cli.http;

import org.jspecify.annotations.NullMarked;
