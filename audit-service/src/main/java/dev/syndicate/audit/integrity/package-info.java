/** Findings, the latch, and whether the chain is clear. */
@NullMarked
package dev.syndicate.audit.integrity;

import org.jspecify.annotations.NullMarked;
