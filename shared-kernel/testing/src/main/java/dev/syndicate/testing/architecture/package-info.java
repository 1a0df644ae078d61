/** The house rules that a compiler cannot check. Each is proved able to fail. */
@NullMarked
package dev.syndicate.testing.architecture;

import org.jspecify.annotations.NullMarked;
