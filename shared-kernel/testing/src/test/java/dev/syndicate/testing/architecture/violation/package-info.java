/** Breaks rules, to show that they can be broken. */
@NullMarked
package dev.syndicate.testing.architecture.violation;

import org.jspecify.annotations.NullMarked;
