package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.permit.PermitTerms;
import dev.syndicate.gateway.sensitive.Commitments;
import dev.syndicate.gateway.session.AgentSession;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Records a proposed action together with what policy said of it, so that there is no moment at which one is stored
 * without the other.
 *
 * @param committed what the workspace's list of sensitive paths did; absent where none is in force
 * @param amendment present where a reviewer made it out of another action
 * @param standing a grant that may cover it; absent where there is none
 * @param approval the id of the approval, should one be needed
 * @param permit the terms of the permit, should policy alone authorise
 */
record ProposeAction(
        @TargetAggregateIdentifier ActionId action,
        AgentSession session,
        @Nullable String callId,
        ActionSummary summary,
        ContentRef content,
        @Nullable Committed committed,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        @Nullable Amendment amendment,
        Decision decision,
        @Nullable StandingGranted standing,
        ApprovalId approval,
        PermitTerms permit,
        Instant occurredAt) {

    /**
     * Values that the action holds as commitments.
     *
     * @param values where the values are; absent where nothing matched
     */
    record Committed(
            Commitments under,
            List<String> places,
            @Nullable ContentRef values) {}
}
