package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Revokes every permit of an action that could still be presented, and with them its authority. Answered with whether it is
 * revoked; sent again, it changes nothing.
 */
record RevokePermits(@TargetAggregateIdentifier ActionId action, Person by, String reason, Instant occurredAt) {}
