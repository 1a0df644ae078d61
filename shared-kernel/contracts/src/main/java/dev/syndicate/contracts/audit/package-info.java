/** Sealing, and the events of verification and integrity. */
@NullMarked
package dev.syndicate.contracts.audit;

import org.jspecify.annotations.NullMarked;
