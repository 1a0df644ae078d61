/** One action from proposal to outcome: its events, permits, refusals and outcomes. */
@NullMarked
package dev.syndicate.contracts.execution;

import org.jspecify.annotations.NullMarked;
