package dev.syndicate.audit.story;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action from proposal to end, as its records tell it. What has not happened is absent.
 *
 * @param decision what policy said, the last time that it was asked
 * @param authority who authorised it
 * @param votes every vote that was taken, in order
 * @param authorisedBeforeExecution whether the authority's record precedes that of the intent; absent when nothing ran
 * @param outcome how it ended
 * @param steps every record, in order
 * @param complete whether all records of the action are here; a story shows the first 500
 */
@Schema(name = "ActionStory")
public record ActionStory(
        String action,
        @Nullable String session,
        @Nullable String workspace,
        @Nullable PersonView principal,
        @Nullable Agent agent,
        Asked asked,
        @Nullable DecisionView decision,
        @Nullable AuthorityView authority,
        List<VoteView> votes,
        Digests digests,
        @Nullable PermitView permit,
        @Nullable ExecutionView execution,
        @Nullable Boolean authorisedBeforeExecution,
        @Nullable OutcomeView outcome,
        List<Step> steps,
        boolean complete) {

    /**
     * The coding tool.
     *
     * @param failMode what happens to its calls where the gateway gives no answer: {@code closed}, {@code open-if-killed},
     *     {@code open} or {@code unknown}; absent where no hook says so
     */
    @Schema(name = "StoryAgent")
    public record Agent(
            @Nullable String product,
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String enforcementTier,
            @Nullable String failMode) {}

    /**
     * What was asked.
     *
     * @param tool the canonical name, {@code rawTool} as the coding tool said it
     * @param parametersDigest plain SHA-256 of the canonical action in the content store
     */
    @Schema(name = "StoryAsked")
    public record Asked(
            @Nullable String tool,
            @Nullable String rawTool,
            @Nullable String kind,
            List<String> targets,
            @Nullable String callId,
            @Nullable String parametersDigest,
            @Nullable Long parametersSize,
            @Nullable Moment proposed) {}

    /** What policy said. */
    @Schema(name = "StoryDecision")
    public record DecisionView(
            @Nullable String effect,
            @Nullable String policyVersion,
            @Nullable String rule,
            @Nullable String reason,
            @Nullable String risk,
            @Nullable String trustTier,
            @Nullable String inputs,
            Moment decided) {}

    /**
     * Who authorised it.
     *
     * @param kind {@code people} or {@code policy}
     * @param approvers of an approval
     * @param author who published the policy version, {@code releaser} who released it
     */
    @Schema(name = "StoryAuthority")
    public record AuthorityView(
            @Nullable String kind,
            @Nullable String policyVersion,
            @Nullable String rule,
            @Nullable String approval,
            List<PersonView> approvers,
            @Nullable PersonView author,
            @Nullable PersonView releaser,
            Moment given) {}

    /** One vote, and what it was about. */
    @Schema(name = "StoryVote")
    public record VoteView(
            @Nullable PersonView reviewer,
            @Nullable String choice,
            @Nullable String intentDigest,
            @Nullable String viewDigest,
            Moment cast) {}

    /**
     * Intent digests and the action digest.
     *
     * @param approved what was authorised
     * @param executed what was about to run when the permit was consumed, or was presented and refused
     * @param observed what the host says it ran; absent when it does not say
     * @param equal whether all that are known are equal; absent while nothing was presented
     */
    @Schema(name = "StoryDigests")
    public record Digests(
            @Nullable String approved,
            @Nullable String executed,
            @Nullable String observed,
            @Nullable Boolean equal,
            @Nullable String action,
            @Nullable String view) {}

    /** The permit that was issued last. */
    @Schema(name = "StoryPermit")
    public record PermitView(String permit, Moment issued) {}

    /**
     * The execution: intended, sealed, granted.
     *
     * @param sealed sequence of the record that the receipt is about, {@code leaf} its hash
     */
    @Schema(name = "StoryExecution")
    public record ExecutionView(
            @Nullable String execution,
            Moment intended,
            @Nullable Moment granted,
            @Nullable Long sealed,
            @Nullable String leaf) {}

    /** How it ended. */
    @Schema(name = "StoryOutcome")
    public record OutcomeView(
            String result,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Long exitCode,
            Moment ended) {}

    /**
     * One record of the story.
     *
     * @param event the event's name without its package
     * @param who whoever acted, for display
     * @param note what it says, for display
     */
    @Schema(name = "StoryStep")
    public record Step(
            long record,
            String event,
            Instant at,
            Instant recordedAt,
            @Nullable String who,
            @Nullable String note) {}
}
