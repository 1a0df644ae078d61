package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The approval was granted by these people, for exactly this intent. Sent again, it changes nothing.
 *
 * @param round in which they voted; a grant of an earlier one is none
 */
record AuthoriseByPeople(
        @TargetAggregateIdentifier ActionId action,
        ApprovalId approval,
        int round,
        IntentDigest intentDigest,
        List<Person> approvers,
        PermitTerms permit,
        Instant occurredAt) {}
