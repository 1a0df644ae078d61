package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Issues a fresh permit while the authority stands and nothing runs. Answered with whether it was issued. */
record IssuePermit(@TargetAggregateIdentifier ActionId action, PermitTerms permit, Instant occurredAt) {}
