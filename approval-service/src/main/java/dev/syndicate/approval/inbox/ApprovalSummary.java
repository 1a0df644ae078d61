package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An approval in a list.
 *
 * @param summary what policy masks in it is masked here too
 * @param headline the beginning of what would run; hidden characters are spelled out as {@code [U+202E]}, masks as
 *     {@code [jwt masked, 120 characters]}
 * @param flaggedCharacters how many characters of the whole view are spelled out
 * @param amendment present where a reviewer made the action out of another one
 * @param thresholds progress of each threshold set; all must be met
 * @param disjoint whether one person's approval counts in one set only
 * @param round from 1; a later one began because an integrity finding was released
 */
public record ApprovalSummary(
        ApprovalId id,
        ActionId action,
        SessionId session,
        WorkspaceId workspace,
        ApprovalState state,
        Principal requester,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        ActionSummary summary,
        String headline,
        long flaggedCharacters,
        Risk risk,
        @Nullable String rule,
        String reason,
        @Nullable PolicyVersion policyVersion,
        TrustTier trustTier,
        List<Threshold> thresholds,
        boolean disjoint,
        int round,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        ViewDigest viewDigest,
        @Nullable Amendment amendment,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable Ending ending) {

    /**
     * How far one threshold set is.
     *
     * @param group who counts; absent where the condition alone says who
     * @param when the condition that voters must meet; absent where the group suffices
     * @param escalatesAt when who the escalation names counts besides; absent where nobody does
     */
    public record Threshold(
            String name,
            @Nullable String group,
            @Nullable String when,
            int approve,
            int deny,
            int approvals,
            int denials,
            @Nullable Instant escalatesAt) {}

    static ApprovalSummary of(ApprovalView view) {
        ApprovalRequested request = view.request();
        return new ApprovalSummary(
                request.approval(),
                request.action(),
                request.session(),
                request.workspace(),
                view.state(),
                request.requester(),
                request.agent(),
                request.enforcementTier(),
                shown(request),
                text(view.synopsis().headline()),
                view.synopsis().flagged(),
                request.decision().risk(),
                request.decision().rule(),
                request.decision().reason(),
                request.decision().policyVersion(),
                request.decision().trustTier(),
                thresholds(view),
                view.requirement().countsPeopleOnce(),
                view.tally().round(),
                request.intentDigest(),
                request.actionDigest(),
                view.synopsis().viewDigest(),
                request.amendment(),
                request.occurredAt(),
                view.history().expiresAt(),
                view.ending());
    }

    private static ActionSummary shown(ApprovalRequested request) {
        ActionSummary summary = request.summary();
        return new ActionSummary(
                Escapes.masked(summary.rawTool(), request.masks()),
                summary.tool(),
                summary.kind(),
                summary.targets().stream()
                        .map(target -> Escapes.masked(target, request.masks()))
                        .toList());
    }

    private static List<Threshold> thresholds(ApprovalView view) {
        return view.requirement().sets().stream()
                .map(set -> new Threshold(
                        set.name(),
                        set.group(),
                        set.when(),
                        set.approve(),
                        set.deny(),
                        view.tally().approvals(set),
                        view.tally().denials(set),
                        view.history().escalatesAt(set).orElse(null)))
                .toList();
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> piece.escaped() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }
}
