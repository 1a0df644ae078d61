package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;

/** What a request becomes on record, and whether another one is the same. */
final class Requests {

    private Requests() {}

    static ApprovalRequested requested(RequestApproval command, Instant at) {
        return new ApprovalRequested(
                command.approval(),
                command.action(),
                command.session(),
                command.workspace(),
                command.requester(),
                command.agent(),
                command.enforcementTier(),
                command.summary(),
                command.content(),
                command.intentDigest(),
                command.actionDigest(),
                command.decision(),
                command.amendment(),
                command.expiresAt(),
                at);
    }

    static void refuseOtherContent(RequestApproval command, ApprovalRequested request) {
        if (!requested(command, request.occurredAt()).equals(request)) {
            throw new ProblemException(
                    ApprovalProblems.APPROVAL_ID_REUSED,
                    "Approval %s was requested for another action or under other terms".formatted(command.approval()));
        }
    }
}
