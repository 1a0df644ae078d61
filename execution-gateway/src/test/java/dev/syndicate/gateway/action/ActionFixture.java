package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.permit.PermitTerms;
import dev.syndicate.gateway.session.AgentSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dana's session, her action and what happens to it. */
final class ActionFixture {

    static final Instant NOW = Instant.parse("2026-03-27T14:00:00.000001Z");
    static final Person DANA = new Person("https://id.example", "dana", "Dana", List.of("pwd"));
    static final Person RILEY = new Person("https://id.example", "riley", "Riley", List.of("pwd"));
    static final Person PAT = new Person("https://id.example", "pat", "Pat", List.of());
    static final Person PERCY = new Person("https://id.example", "percy", "Percy", List.of());
    static final PolicyVersion VERSION_1 = new PolicyVersion(1, digest("bundle 1"));
    static final PolicyVersion VERSION_2 = new PolicyVersion(2, digest("bundle 2"));
    static final ActionId ACTION = new ActionId(uuid("action"));
    static final ApprovalId APPROVAL = new ApprovalId(uuid("approval"));
    static final ExecutionId EXECUTION = new ExecutionId(uuid("execution"));
    static final IntentDigest INTENT = new IntentDigest(digest("intent"));
    static final IntentDigest OTHER_INTENT = new IntentDigest(digest("other intent"));
    static final ActionDigest ACTION_DIGEST = new ActionDigest(digest("action"));
    static final AgentSession SESSION = session("session", DANA);
    static final PermitTerms PERMIT = terms("permit");
    static final SealReceipt RECEIPT = new SealReceipt("log", 1, 7, digest("leaf"));

    private ActionFixture() {}

    static AgentSession session(String name, Person person) {
        return new AgentSession(
                new SessionId(uuid(name)),
                Principal.of(person),
                new WorkspaceId("acme/checkout"),
                new AgentDescription("anthropic", "claude-code", "2.1.330", "rest"),
                EnforcementTier.C,
                FailMode.OPEN_IF_KILLED,
                NOW,
                NOW.plus(Duration.ofHours(8)),
                0);
    }

    static PermitTerms terms(String name) {
        return new PermitTerms(new PermitId(uuid(name)), "0123456789abcdef", NOW.plus(Duration.ofMinutes(5)));
    }

    static final ApprovalId STANDING = new ApprovalId(uuid("standing"));

    static ContentRef content(String name) {
        return new ContentRef(digest(name), 7);
    }

    static ProposeAction proposal(Decision decision) {
        return proposal(decision, null);
    }

    static ProposeAction proposal(Decision decision, @Nullable Amendment amendment) {
        return proposal(decision, amendment, null);
    }

    /** Riley lets this intent run three more times for an hour. */
    static StandingGranted standing(PolicyVersion version) {
        return new StandingGranted(
                STANDING,
                new ActionId(uuid("first")),
                SESSION.session(),
                SESSION.workspace(),
                new StandingTerms(GrantScope.INTENT, 3, Duration.ofHours(1)),
                new GrantDigest(digest("grant")),
                INTENT,
                new ActionSummary("Bash", "shell", ActionKind.COMMAND, List.of()),
                version,
                List.of("commands"),
                List.of(RILEY),
                NOW.plus(Duration.ofHours(1)),
                NOW);
    }

    static ProposeAction proposal(
            Decision decision, @Nullable Amendment amendment, @Nullable StandingGranted standing) {
        return new ProposeAction(
                ACTION,
                SESSION,
                "call-1",
                new ActionSummary("Bash", "shell", ActionKind.COMMAND, List.of()),
                content("content"),
                null,
                INTENT,
                ACTION_DIGEST,
                amendment,
                decision,
                standing,
                APPROVAL,
                PERMIT,
                NOW);
    }

    static Decision allow(PolicyVersion version) {
        return decision(Effect.ALLOW, version, null);
    }

    static Decision deny(PolicyVersion version) {
        return decision(Effect.DENY, version, null);
    }

    static Decision requireApproval(PolicyVersion version, int approvals) {
        return decision(Effect.REQUIRE_APPROVAL, version, requirement(approvals));
    }

    static ApprovalRequirement requirement(int approvals) {
        return new ApprovalRequirement(
                List.of(new ThresholdSet("reviewers", approvals, 1, "syndicate-reviewers", null)),
                Duration.ofMinutes(30),
                2000);
    }

    static Decision decision(Effect effect, PolicyVersion version, ApprovalRequirement requirement) {
        return new Decision(
                effect,
                version,
                "commands",
                "A command can change anything",
                Risk.MODERATE,
                new TrustTier(1),
                requirement,
                List.of("commands"),
                PAT,
                PERCY,
                digest("inputs"));
    }

    static VoteCast vote(Person reviewer, VoteChoice choice, int round) {
        return new VoteCast(
                APPROVAL,
                ACTION,
                new VoteId(uuid("vote " + reviewer.subject() + round)),
                reviewer,
                List.of("reviewers"),
                choice,
                INTENT,
                new ViewDigest(digest("view")),
                round,
                null,
                null,
                NOW,
                null,
                null,
                null,
                null);
    }

    static IntendExecution use(PermitTerms permit) {
        return use(permit, EXECUTION);
    }

    static IntendExecution use(PermitTerms permit, ExecutionId execution) {
        return new IntendExecution(ACTION, execution, permit.permit(), SESSION, INTENT, ACTION_DIGEST, null, NOW);
    }

    static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
