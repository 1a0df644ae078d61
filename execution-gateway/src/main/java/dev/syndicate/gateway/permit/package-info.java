/** Permits: signed, single-use, short-lived. */
@NullMarked
package dev.syndicate.gateway.permit;

import org.jspecify.annotations.NullMarked;
