/** The same request twice has one effect and one answer. */
@NullMarked
package dev.syndicate.platform.idempotency;

import org.jspecify.annotations.NullMarked;
