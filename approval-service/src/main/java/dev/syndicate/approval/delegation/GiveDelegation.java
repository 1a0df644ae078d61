package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.approval.DelegationGiven;
import dev.syndicate.contracts.id.DelegationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Names who may vote on the delegator's behalf. Sent again, it changes nothing. */
record GiveDelegation(@TargetAggregateIdentifier DelegationId delegation, DelegationGiven given) {}
