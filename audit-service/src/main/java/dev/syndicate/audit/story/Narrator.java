package dev.syndicate.audit.story;

import dev.syndicate.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells one action from its records, in their order. Every record carries on what earlier ones stated. */
final class Narrator {

    private static final String DIFFERENT = "executed-but-different";

    private final List<ActionStory.VoteView> votes = new ArrayList<>();
    private final List<ActionStory.Step> steps = new ArrayList<>();
    private JsonObject latest = JsonObject.EMPTY;
    private @Nullable Moment proposed;
    private ActionStory.@Nullable DecisionView decision;
    private ActionStory.@Nullable AuthorityView authority;
    private ActionStory.@Nullable PermitView permit;
    private @Nullable Told intended;
    private @Nullable Told granted;
    private ActionStory.@Nullable OutcomeView outcome;

    void tell(Told record) {
        latest = record.body();
        steps.add(Steps.of(record));
        switch (record.event()) {
            case "ActionProposed" -> proposed = record.moment();
            case "ActionEvaluated" -> decision = decision(record);
            case "ActionAuthorised" -> authority = authority(record);
            case "VoteCast" -> votes.add(vote(record));
            case "PermitIssued" -> permit = permit(record);
            case "ExecutionIntended" -> intended = record;
            case "ExecutionGranted" -> granted = record;
            default -> ended(record);
        }
    }

    ActionStory story(String action, boolean complete) {
        return new ActionStory(
                action,
                Member.text(latest, "session"),
                Member.text(latest, "workspace"),
                PersonView.of(Member.object(latest, "who", "principal")),
                agent(),
                asked(),
                decision,
                authority,
                List.copyOf(votes),
                digests(),
                permit,
                execution(),
                precedes(),
                outcome,
                List.copyOf(steps),
                complete);
    }

    private ActionStory.@Nullable Agent agent() {
        JsonObject agent = Member.object(latest, "who", "agent");
        return agent.isEmpty()
                ? null
                : new ActionStory.Agent(
                        Member.text(agent, "product"),
                        Member.text(agent, "version"),
                        Member.text(agent, "vendor"),
                        Member.text(latest, "enforcementTier"),
                        Member.text(latest, "failMode"));
    }

    private ActionStory.Asked asked() {
        JsonObject action = Member.object(latest, "action");
        return new ActionStory.Asked(
                Member.text(action, "tool"),
                Member.text(action, "rawTool"),
                Member.text(action, "kind"),
                Member.texts(action, "targets"),
                Member.text(action, "callId"),
                Member.text(action, "parameters", "digest"),
                Member.number(action, "parameters", "size"),
                proposed);
    }

    private static ActionStory.DecisionView decision(Told record) {
        JsonObject policy = Member.object(record.body(), "policy");
        Long tier = Member.number(policy, "trustTier");
        return new ActionStory.DecisionView(
                Member.text(policy, "effect"),
                Member.text(policy, "version"),
                Member.text(policy, "rule"),
                Member.text(policy, "reason"),
                Member.text(policy, "risk"),
                tier == null ? Member.text(policy, "trustTier") : String.valueOf(tier),
                Member.text(policy, "inputs"),
                record.moment());
    }

    private static ActionStory.AuthorityView authority(Told record) {
        JsonObject authority = Member.object(record.body(), "authority");
        return new ActionStory.AuthorityView(
                Member.text(authority, "kind"),
                Member.text(authority, "policyVersion"),
                Member.text(authority, "rule"),
                Member.text(authority, "approval"),
                PersonView.all(Member.objects(authority, "approvers")),
                PersonView.of(Member.object(authority, "author")),
                PersonView.of(Member.object(authority, "releaser")),
                record.moment());
    }

    private static ActionStory.VoteView vote(Told record) {
        return new ActionStory.VoteView(
                PersonView.of(Member.object(record.body(), "who", "reviewer")),
                Member.text(record.body(), "outcome", "vote"),
                Member.text(record.body(), "digests", "intentAtApproval"),
                Member.text(record.body(), "digests", "view"),
                record.moment());
    }

    private static ActionStory.@Nullable PermitView permit(Told record) {
        String permit = Member.text(record.body(), "permit");
        return permit == null ? null : new ActionStory.PermitView(permit, record.moment());
    }

    /** A difference between what ran and what was authorised is never covered by what is reported later. */
    private void ended(Told record) {
        String result = Member.text(record.body(), "outcome", "result");
        boolean isEnd = result != null && !result.equals("approved") && !result.equals("vote-refused");
        ActionStory.OutcomeView known = outcome;
        if (isEnd && (known == null || !known.result().equals(DIFFERENT))) {
            outcome = new ActionStory.OutcomeView(
                    String.valueOf(result),
                    Member.text(record.body(), "outcome", "reason"),
                    Member.text(record.body(), "outcome", "detail"),
                    Member.number(record.body(), "outcome", "exitCode"),
                    record.moment());
        }
    }

    private ActionStory.Digests digests() {
        JsonObject digests = Member.object(latest, "digests");
        String approved = Member.text(digests, "intentAtApproval");
        String executed = Member.text(digests, "intentAtExecution");
        String observed = Member.text(digests, "intentObserved");
        boolean same = Objects.equals(approved, executed) && (observed == null || observed.equals(approved));
        return new ActionStory.Digests(
                approved,
                executed,
                observed,
                executed == null ? null : Boolean.valueOf(same),
                Member.text(digests, "action"),
                Member.text(digests, "view"));
    }

    private ActionStory.@Nullable ExecutionView execution() {
        Told intent = intended;
        Told grant = granted;
        if (intent == null) {
            return null;
        }
        JsonObject receipt = grant == null ? JsonObject.EMPTY : Member.object(grant.body(), "receipt");
        return new ActionStory.ExecutionView(
                Member.text(intent.body(), "execution"),
                intent.moment(),
                grant == null ? null : grant.moment(),
                Member.number(receipt, "sequence"),
                Member.text(receipt, "leaf"));
    }

    private @Nullable Boolean precedes() {
        Told intent = intended;
        ActionStory.AuthorityView given = authority;
        return intent == null
                ? null
                : Boolean.valueOf(given != null && given.given().record() < intent.sequence());
    }
}
