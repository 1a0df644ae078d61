package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes an action back that has not run. Answered with whether it is withdrawn; sent again, it changes nothing. */
record WithdrawAction(@TargetAggregateIdentifier ActionId action, Person by, String reason, Instant occurredAt) {}
