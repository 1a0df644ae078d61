/** The application contexts of tests. */
@NullMarked
package dev.syndicate.testing.context;

import org.jspecify.annotations.NullMarked;
