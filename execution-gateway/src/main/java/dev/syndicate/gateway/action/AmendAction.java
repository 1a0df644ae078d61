package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A reviewer made another action out of this one, as approval-service recorded it. Sent again, it changes nothing. */
record AmendAction(
        @TargetAggregateIdentifier ActionId action,
        ApprovalId approval,
        IntentDigest intentDigest,
        AmendedAction amended,
        Person by,
        Instant occurredAt) {}
