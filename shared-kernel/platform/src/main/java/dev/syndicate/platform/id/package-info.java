/** Time and identifiers, handed to the domain from outside. */
@NullMarked
package dev.syndicate.platform.id;

import org.jspecify.annotations.NullMarked;
