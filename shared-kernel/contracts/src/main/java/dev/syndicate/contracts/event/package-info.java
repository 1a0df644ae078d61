/** What all events have in common. */
@NullMarked
package dev.syndicate.contracts.event;

import org.jspecify.annotations.NullMarked;
