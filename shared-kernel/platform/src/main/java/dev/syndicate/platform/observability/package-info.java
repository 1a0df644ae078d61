/** Correlation, readiness, metrics and the defaults that all services share. */
@NullMarked
package dev.syndicate.platform.observability;

import org.jspecify.annotations.NullMarked;
