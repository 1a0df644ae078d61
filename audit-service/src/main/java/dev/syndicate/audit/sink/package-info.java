/** Records go where the configuration says, in order and at least once, as soon as a checkpoint covers them. */
@NullMarked
package dev.syndicate.audit.sink;

import org.jspecify.annotations.NullMarked;
