/** Deadlines that survive a restart: db-scheduler on the service's own schema. */
@NullMarked
package dev.syndicate.platform.deadline;

import org.jspecify.annotations.NullMarked;
