/** Release of findings by two people, and what watches over the latch. */
@NullMarked
package dev.syndicate.audit.release;

import org.jspecify.annotations.NullMarked;
