package dev.syndicate.gateway.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an action stands, for its session.
 *
 * @param approval present once people were asked
 * @param authority present once authorised
 * @param permit present while one can be presented
 * @param execution present once a permit was consumed and the intent not refused
 * @param denial present when policy or a reviewer said no
 * @param refusal the last refused attempt to execute
 * @param amended present once a reviewer made another action out of it
 * @param amendment present where a reviewer made it out of another action
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionView(
        ActionId action,
        SessionId session,
        ActionPhase state,
        String tool,
        ActionKind kind,
        List<String> targets,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        DecisionView decision,
        @Nullable ApprovalView approval,
        @Nullable Authority authority,
        @Nullable PermitView permit,
        @Nullable ExecutionView execution,
        @Nullable DenialView denial,
        @Nullable RefusalView refusal,
        @Nullable SuccessorView amended,
        @Nullable AmendmentView amendment,
        Instant proposedAt) {

    /** The action itself, or the one that takes its place. */
    ActionId current() {
        return amended == null ? action : amended.action();
    }

    /** What a reviewer made of the action: ask for that one. */
    public record SuccessorView(ActionId action, IntentDigest intentDigest, String by) {}

    /**
     * Where the action came from: its parameters are not those that the coding tool asked for.
     *
     * @param of the action that was amended
     * @param intentDigest of that action
     * @param by everybody who amended it so far, the latest last
     */
    public record AmendmentView(ActionId of, IntentDigest intentDigest, List<String> by) {}

    /** What policy said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DecisionView(
            Effect effect,
            @Nullable PolicyVersion policyVersion,
            @Nullable String rule,
            String reason,
            Risk risk,
            TrustTier trustTier) {}

    /**
     * The approval to wait for.
     *
     * @param url where people decide
     * @param sets who decides: all of them must be met
     */
    public record ApprovalView(ApprovalId approval, URI url, Instant expiresAt, List<AwaitedSet> sets) {}

    /**
     * So many approvals by certain reviewers, or so many denials.
     *
     * @param group absent where a condition alone says who counts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AwaitedSet(
            String name, int approve, int deny, @Nullable String group) {

        static AwaitedSet of(ThresholdSet set) {
            return new AwaitedSet(set.name(), set.approve(), set.deny(), set.group());
        }
    }

    /** The permit to present, a compact JWS; single-use. */
    public record PermitView(String permit, Instant expiresAt) {}

    /**
     * The execution.
     *
     * @param status present once an outcome was reported
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExecutionView(
            ExecutionId execution,
            boolean granted,
            @Nullable OutcomeStatus status) {}

    /** Who said no, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DenialView(Denier by, @Nullable String reviewer, String reason) {

        /** For a sentence: the reviewer, or what else denied it. */
        public String denier() {
            return reviewer == null ? by.wireName() : reviewer;
        }
    }

    /** Why nothing ran; both digests where they differ. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusalView(
            RefusalReason reason,
            String detail,
            @Nullable IntentDigest approvedIntent,
            @Nullable IntentDigest presentedIntent) {}
}
