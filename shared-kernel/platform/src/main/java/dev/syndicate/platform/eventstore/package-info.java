/** Axon on PostgreSQL: events in append order, none ever skipped, and the wiring that Axon 4 needs on Boot 4. */
@NullMarked
package dev.syndicate.platform.eventstore;

import org.jspecify.annotations.NullMarked;
