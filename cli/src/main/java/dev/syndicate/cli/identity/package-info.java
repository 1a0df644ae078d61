/** Signing a person in, and opening a session for a coding tool. */
@NullMarked
package dev.syndicate.cli.identity;

import org.jspecify.annotations.NullMarked;
