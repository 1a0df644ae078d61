package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Pulls the kill switch. Where it is pulled already, nothing changes. */
record SuspendExecutions(
        @TargetAggregateIdentifier String stream, Reach reach, Person by, String reason, Instant occurredAt) {}
