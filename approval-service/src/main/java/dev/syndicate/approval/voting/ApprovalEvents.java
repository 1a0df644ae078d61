package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can happen next in an approval with this history. */
record ApprovalEvents(ApprovalHistory history) {

    ApprovalGranted granted(Instant at) {
        return new ApprovalGranted(
                id(),
                action(),
                history.request().intentDigest(),
                history.tally().approvers(),
                at,
                history.tally().round(),
                history.tally().counted());
    }

    /** In force with the policy version and the rules that its voters were shown. */
    StandingGranted standing(StandingTally.Agreed agreed, Instant at) {
        ApprovalRequested asked = history.request();
        return new StandingGranted(
                id(),
                action(),
                asked.session(),
                asked.workspace(),
                agreed.standing().terms(),
                agreed.standing().grantDigest(),
                asked.intentDigest(),
                asked.summary(),
                decidedUnder(),
                history.decision().matchedRules(),
                agreed.voters(),
                at.plus(agreed.standing().terms().duration()),
                at);
    }

    /** By the last of those whose denials end it. */
    ApprovalDenied denied(ThresholdSet set, @Nullable String comment, Instant at) {
        VoteCast last = history.tally().votes().stream()
                .filter(vote -> vote.choice() == VoteChoice.DENY && vote.sets().contains(set.name()))
                .reduce((_, later) -> later)
                .orElseThrow();
        String reason = comment == null ? "The denials of %s end it".formatted(set.name()) : comment;
        return new ApprovalDenied(id(), action(), last.reviewer(), reason, at);
    }

    ApprovalExpired expired(Instant at) {
        return new ApprovalExpired(id(), action(), at);
    }

    ApprovalWithdrawn withdrawn(WithdrawApproval command, Instant at) {
        return new ApprovalWithdrawn(id(), action(), command.by(), command.reason(), at);
    }

    ApprovalEscalated escalated(List<String> sets, Instant at) {
        return new ApprovalEscalated(id(), action(), sets, at);
    }

    /** A round has as much time as the request had. */
    RoundOpened opened(Instant clearSince, Instant at) {
        return new RoundOpened(
                id(),
                action(),
                history.tally().round() + 1,
                clearSince,
                at.plus(history.requirement().expiresAfter()),
                at);
    }

    ApprovalSuperseded superseded(Decision now, String reason, Instant at) {
        return new ApprovalSuperseded(id(), action(), decidedUnder(), version(now), reason, at);
    }

    ApprovalRequirementChanged changed(Decision now, Instant at) {
        return new ApprovalRequirementChanged(id(), action(), decidedUnder(), now, at);
    }

    /** What people were shown is what they decide on: where policy would have it shown otherwise, they are asked anew. */
    Optional<String> otherMasks(Decision now) {
        boolean same = requirement(now)
                .masked()
                .kinds()
                .equals(history.request().masks().kinds());
        return same ? Optional.empty() : Optional.of("Policy has other secrets masked now than people were shown");
    }

    /** The version under which people are asked. */
    PolicyVersion decidedUnder() {
        return version(history.decision());
    }

    static ApprovalRequirement requirement(Decision decision) {
        return Objects.requireNonNull(decision.approval(), "A decision that requires approval says of whom");
    }

    private static PolicyVersion version(Decision decision) {
        return Objects.requireNonNull(decision.policyVersion(), "A decision under a version");
    }

    private ApprovalId id() {
        return history.request().approval();
    }

    private ActionId action() {
        return history.request().action();
    }
}
