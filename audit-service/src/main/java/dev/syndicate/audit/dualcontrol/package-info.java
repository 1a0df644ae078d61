/** What needs two people: one asks, another one confirms. */
@NullMarked
package dev.syndicate.audit.dualcontrol;

import org.jspecify.annotations.NullMarked;
