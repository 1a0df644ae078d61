package dev.syndicate.approval.voting;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.DelegationGiven;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.SetApprovals;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.identity.SignIn;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;

/** A request of dana's for one approval by the reviewers, and votes on it; each test says only what it changes. */
final class ApprovalFixture {

    static final Instant NOW = Instant.parse("2026-03-27T14:27:37.123456Z");
    static final Duration TIME_TO_DECIDE = Duration.ofMinutes(15);
    static final Instant EXPIRY = NOW.plus(TIME_TO_DECIDE);
    static final int REVIEW_LIMIT = 2000;

    static final ApprovalId APPROVAL = ApprovalId.parse("0195d8a2-0000-7000-8000-000000000001");
    static final ActionId ACTION = ActionId.parse("0195d8a2-0000-7000-8000-000000000002");
    static final IntentDigest INTENT = new IntentDigest(digest("intent"));
    static final ActionDigest ACTION_DIGEST = new ActionDigest(digest("action"));
    static final ViewDigest VIEW = new ViewDigest(digest("view"));

    static final Person DANA = person("dana", "Dana Developer");
    static final Person RILEY = person("riley", "Riley Reviewer");
    static final Person ROBIN = person("robin", "Robin Reviewer");

    static final ThresholdSet ONE_REVIEWER = new ThresholdSet("reviewers", 1, 1, "syndicate-reviewers", null);

    static final Map<String, List<String>> SUBJECTS =
            Map.of("owners", List.of("dana"), "pair", List.of("riley", "robin"), "leads", List.of("riley"));

    private ApprovalFixture() {}

    /** The aggregate with all that its handlers ask for, at {@link #NOW}. */
    static AggregateTestFixture<Approval> aggregate() {
        return aggregate(NOW);
    }

    static AggregateTestFixture<Approval> aggregate(Instant now) {
        AggregateTestFixture<Approval> fixture = new AggregateTestFixture<>(Approval.class);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        SetMembership membership = new SetMembership();
        ApprovalSettings settings = new ApprovalSettings(
                Map.of("security", 1, "deserted", 0),
                SUBJECTS,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
        QuorumIsAttainable quorum = new QuorumIsAttainable(settings, membership, clock);
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(membership);
        fixture.registerInjectableResource(quorum);
        fixture.registerCommandDispatchInterceptor(
                commands -> (_, command) -> command.andMetaData(Map.of(ContentFinding.KEY, ContentFinding.GOOD)));
        return fixture;
    }

    static ApprovalGranted granted(int round, List<SetApprovals> counted, Person... approvers) {
        return new ApprovalGranted(APPROVAL, ACTION, INTENT, List.of(approvers), NOW.plusSeconds(60), round, counted);
    }

    static RequestApproval request(ThresholdSet... sets) {
        return request(Principal.of(DANA), sets);
    }

    static RequestApproval request(Principal requester, ThresholdSet... sets) {
        return new RequestApproval(
                APPROVAL,
                ACTION,
                SessionId.parse("0195d8a2-0000-7000-8000-000000000003"),
                new WorkspaceId("acme/checkout"),
                requester,
                new AgentDescription("anthropic", "claude-code", "2.1.330", "claude-code-http-hook"),
                EnforcementTier.B,
                new ActionSummary("Bash", "shell", ActionKind.COMMAND, List.of("git push")),
                new ContentRef(digest("content"), 300),
                INTENT,
                ACTION_DIGEST,
                decision(sets.length == 0 ? List.of(ONE_REVIEWER) : List.of(sets)),
                null,
                EXPIRY);
    }

    /** A request whose sets are disjoint. */
    static RequestApproval disjoint(ThresholdSet... sets) {
        return under(decision(List.of(sets), true));
    }

    /** A request whose approval may stand for further actions. */
    static RequestApproval lasting(StandingLimits limits, ThresholdSet... sets) {
        return under(decision(sets.length == 0 ? List.of(ONE_REVIEWER) : List.of(sets), limits));
    }

    static Decision decision(List<ThresholdSet> sets, StandingLimits limits) {
        return decision(new ApprovalRequirement(sets, TIME_TO_DECIDE, REVIEW_LIMIT, limits, null, null));
    }

    /** A request for what this person made of another action. */
    static RequestApproval amended(Person amender) {
        return under(
                request().decision(),
                new Amendment(
                        ActionId.parse("0195d8a2-0000-7000-8000-00000000000a"),
                        new IntentDigest(digest("before")),
                        ApprovalId.parse("0195d8a2-0000-7000-8000-00000000000b"),
                        List.of(amender)));
    }

    /** A request under this decision. */
    static RequestApproval under(Decision decision) {
        return under(decision, null);
    }

    private static RequestApproval under(Decision decision, @Nullable Amendment amendment) {
        RequestApproval request = request();
        return new RequestApproval(
                request.approval(),
                request.action(),
                request.session(),
                request.workspace(),
                request.requester(),
                request.agent(),
                request.enforcementTier(),
                request.summary(),
                request.content(),
                request.intentDigest(),
                request.actionDigest(),
                decision,
                amendment,
                request.expiresAt());
    }

    static ApprovalRequested requested(ThresholdSet... sets) {
        return requested(request(sets));
    }

    static ApprovalRequested requested(RequestApproval request) {
        return new ApprovalRequested(
                request.approval(),
                request.action(),
                request.session(),
                request.workspace(),
                request.requester(),
                request.agent(),
                request.enforcementTier(),
                request.summary(),
                request.content(),
                request.intentDigest(),
                request.actionDigest(),
                request.decision(),
                request.amendment(),
                request.expiresAt(),
                NOW);
    }

    static Decision decision(List<ThresholdSet> sets) {
        return decision(sets, false);
    }

    static Decision decision(List<ThresholdSet> sets, boolean disjoint) {
        return decision(
                new ApprovalRequirement(sets, TIME_TO_DECIDE, REVIEW_LIMIT, null, disjoint ? true : null, null));
    }

    private static Decision decision(ApprovalRequirement requirement) {
        return new Decision(
                Effect.REQUIRE_APPROVAL,
                new PolicyVersion(41, digest("bundle")),
                "push-needs-review",
                "Pushing changes what others see",
                Risk.HIGH,
                new TrustTier(1),
                requirement,
                List.of("push-needs-review"),
                person("pat", "Pat Policy"),
                person("percy", "Percy Policy"),
                digest("inputs"));
    }

    static Vote approve(Person voter) {
        return new Vote(voter, VoteChoice.APPROVE);
    }

    static Vote deny(Person voter) {
        return new Vote(voter, VoteChoice.DENY);
    }

    static VoteRefused refused(Vote vote, VoteRefusalReason reason, String detail) {
        return new VoteRefused(APPROVAL, ACTION, vote.voter, vote.choice, reason, detail, vote.at, vote.id);
    }

    static SignIn signIn(List<String> groups) {
        return new SignIn(groups, NOW.minusSeconds(600), "urn:mace:incommon:iap:silver");
    }

    /** A delegation from one to the other, of these groups, in force for an hour. */
    static Delegated delegation(Person delegator, Person delegate, String... groups) {
        return new Delegated(
                new DelegationGiven(
                        DelegationId.parse("0195d8a2-0000-7000-8000-00000000000d"),
                        delegator,
                        delegate,
                        signIn(List.of(groups)),
                        NOW,
                        NOW.plusSeconds(3600),
                        null,
                        NOW),
                null);
    }

    static Person person(String subject, String name) {
        return new Person("http://127.0.0.1:8090", subject, name, List.of("pwd"));
    }

    static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }

    /** A vote that would count; each method changes one thing about it. */
    static final class Vote {

        private final Person voter;
        private final VoteChoice choice;
        private VoteId id;
        private List<String> groups = List.of("syndicate-reviewers");
        private int round = 1;
        private @Nullable Opening opening;
        private @Nullable Delegated delegated;
        private IntentDigest intent = INTENT;
        private ViewDigest view = VIEW;
        private int lines = 3;
        private @Nullable StandingVote standing;
        private Clearance clearance = Clearance.CLEAR;
        private Instant at = NOW.plusSeconds(60);

        private Vote(Person voter, VoteChoice choice) {
            this.voter = voter;
            this.choice = choice;
            this.opening = openedIn(1);
            this.id = new VoteId(UUID.nameUUIDFromBytes(voter.subject().getBytes(StandardCharsets.UTF_8)));
        }

        Vote withId(String uuid) {
            id = VoteId.parse(uuid);
            return this;
        }

        Vote in(String... groups) {
            this.groups = Arrays.stream(groups).sorted().toList();
            return this;
        }

        Vote inRound(int round) {
            this.round = round;
            this.opening = openedIn(round);
            return this;
        }

        Vote unopened() {
            opening = null;
            return this;
        }

        Vote standing(StandingVote standing) {
            this.standing = standing;
            return this;
        }

        Vote by(Delegated delegation) {
            delegated = delegation;
            return this;
        }

        Vote naming(IntentDigest intent) {
            this.intent = intent;
            return this;
        }

        Vote naming(ViewDigest view) {
            this.view = view;
            return this;
        }

        Vote onLines(int lines) {
            this.lines = lines;
            return this;
        }

        Vote under(Clearance clearance) {
            this.clearance = clearance;
            return this;
        }

        Vote at(Instant at) {
            this.at = at;
            return this;
        }

        CastVote command() {
            return new CastVote(
                    APPROVAL,
                    id,
                    new Voter(voter, signIn(groups), true),
                    choice,
                    intent,
                    view,
                    null,
                    standing,
                    delegated == null ? null : delegated.given().delegation(),
                    delegated,
                    new ReviewableView(VIEW, lines),
                    opening,
                    clearance,
                    at);
        }

        VoteCast event(String... sets) {
            return new VoteCast(
                    APPROVAL,
                    ACTION,
                    id,
                    voter,
                    List.of(sets),
                    choice,
                    intent,
                    view,
                    round,
                    null,
                    standing,
                    at,
                    signIn(groups),
                    opening == null ? null : opening.first(),
                    delegated == null ? null : delegated.delegator(),
                    delegated == null ? null : delegated.given().delegation());
        }

        private static Opening openedIn(int round) {
            return new Opening(round, NOW.plusSeconds(20), NOW.plusSeconds(30));
        }
    }
}
