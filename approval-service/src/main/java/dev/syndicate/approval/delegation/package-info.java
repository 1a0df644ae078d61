/** Delegations: who may vote on whose behalf, and for how long. */
@NullMarked
package dev.syndicate.approval.delegation;

import org.jspecify.annotations.NullMarked;
