package dev.syndicate.gateway.action;

import static dev.syndicate.contracts.execution.RefusalReason.DIGEST_MISMATCH;
import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_CONSUMED;
import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_EXPIRED;
import static dev.syndicate.contracts.execution.RefusalReason.PERMIT_REVOKED;
import static dev.syndicate.contracts.execution.RefusalReason.PRINCIPAL_MISMATCH;
import static dev.syndicate.contracts.execution.RefusalReason.SESSION_MISMATCH;

import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.RefusalReason;
import java.time.Instant;
import java.util.Optional;

/** What stands against the use of a permit, the gravest first. */
final class IntentRules {

    /** Why nothing may run. */
    record Objection(RefusalReason reason, String detail) {}

    private IntentRules() {}

    /** Everything that the action's own events tell. */
    static Optional<Objection> objection(ActionState state, IntendExecution command) {
        if (!command.caller().principal().isSameAs(state.proposed().principal())) {
            return objection(PRINCIPAL_MISMATCH, "The permit belongs to another principal");
        }
        if (!command.caller().session().equals(state.proposed().session())) {
            return objection(SESSION_MISMATCH, "The permit belongs to another session");
        }
        if (!command.presentedIntent().equals(state.approvedIntent())) {
            return objection(DIGEST_MISMATCH, "What is about to run is not what was authorised");
        }
        return state.permits()
                .find(command.permit())
                .map(permit -> objection(state, command, permit))
                .orElseGet(() -> objection(PERMIT_REVOKED, "The permit is not on record"));
    }

    private static Optional<Objection> objection(ActionState state, IntendExecution command, PermitIssued permit) {
        if (state.permits().isSpent(permit.permit())) {
            return objection(PERMIT_CONSUMED, "The permit was used before");
        }
        if (state.execution().intended() != null) {
            return objection(PERMIT_CONSUMED, "The action was executed, or is being executed, under another permit");
        }
        if (state.phase() != ActionPhase.AUTHORISED) {
            return objection(PERMIT_REVOKED, "The permit was revoked, or its action is no longer authorised");
        }
        if (!command.occurredAt().isBefore(permit.expiresAt())) {
            return objection(PERMIT_EXPIRED, "The permit expired at " + permit.expiresAt());
        }
        return Optional.empty();
    }

    /** What the workspace's fence tells of an action that was authorised then. */
    static Optional<Objection> objection(Fence fence, Instant authorisedAt) {
        if (fence.suspendedAt() != null) {
            return objection(PERMIT_REVOKED, "Executions are suspended since " + fence.suspendedAt());
        }
        if (!fence.sessionOpen()) {
            return objection(PERMIT_REVOKED, "The session has ended");
        }
        return fence.revokes(authorisedAt)
                ? objection(PERMIT_REVOKED, "All permits were revoked after it was authorised: propose it again")
                : Optional.empty();
    }

    private static Optional<Objection> objection(RefusalReason reason, String detail) {
        return Optional.of(new Objection(reason, detail));
    }
}
