/** Content of persons, as the gateway writes it. */
@NullMarked
package dev.syndicate.testing.content;

import org.jspecify.annotations.NullMarked;
