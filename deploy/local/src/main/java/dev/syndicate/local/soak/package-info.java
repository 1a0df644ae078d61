/** Kills processes under load, over and over, and checks that what must always hold has held. */
@NullMarked
package dev.syndicate.local.soak;

import org.jspecify.annotations.NullMarked;
