@NullMarked
package dev.syndicate.cli.identity;

import org.jspecify.annotations.NullMarked;
