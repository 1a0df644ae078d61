/** Key directories for tests. */
@NullMarked
package dev.syndicate.testing.keys;

import org.jspecify.annotations.NullMarked;
