package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a session. Sent again, it changes nothing. */
record CloseSession(@TargetAggregateIdentifier SessionId session, Person by, String reason, Instant occurredAt) {}
