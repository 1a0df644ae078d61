package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Revokes all permits of a workspace, or of every one, at once. */
record RevokeAllPermits(
        @TargetAggregateIdentifier String stream, Reach reach, Person by, String reason, Instant occurredAt) {}
