/** Which log this is: its keys, its settings, and the files on the writer's own volume. */
@NullMarked
package dev.syndicate.audit.log;

import org.jspecify.annotations.NullMarked;
