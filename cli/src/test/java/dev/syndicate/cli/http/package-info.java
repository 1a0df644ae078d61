@NullMarked
package dev.syndicate.cli.http;

import org.jspecify.annotations.NullMarked;
