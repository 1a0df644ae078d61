/** Commands between services, on Axon's own command bus. */
@NullMarked
package dev.syndicate.platform.command;

import org.jspecify.annotations.NullMarked;
