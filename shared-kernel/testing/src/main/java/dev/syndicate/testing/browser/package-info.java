/** A real browser for tests, and pictures that have to be accessible. */
@NullMarked
package dev.syndicate.testing.browser;

import org.jspecify.annotations.NullMarked;
