package dev.syndicate.approval.voting;

import static dev.syndicate.approval.voting.ApprovalFixture.ACTION;
import static dev.syndicate.approval.voting.ApprovalFixture.APPROVAL;
import static dev.syndicate.approval.voting.ApprovalFixture.NOW;
import static dev.syndicate.approval.voting.ApprovalFixture.ONE_REVIEWER;
import static dev.syndicate.approval.voting.ApprovalFixture.RILEY;
import static dev.syndicate.approval.voting.ApprovalFixture.ROBIN;
import static dev.syndicate.approval.voting.ApprovalFixture.approve;
import static dev.syndicate.approval.voting.ApprovalFixture.decision;
import static dev.syndicate.approval.voting.ApprovalFixture.delegation;
import static dev.syndicate.approval.voting.ApprovalFixture.digest;
import static dev.syndicate.approval.voting.ApprovalFixture.granted;
import static dev.syndicate.approval.voting.ApprovalFixture.requested;
import static dev.syndicate.approval.voting.ApprovalFixture.signIn;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import dev.syndicate.approval.voting.ApprovalFixture.Vote;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.SetApprovals;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** Approvals that stand for further actions, with rounds, delegations and policy that moves. */
class ApprovalStandingTest {

    private static final StandingLimits LIMITS = new StandingLimits(5, Duration.ofHours(2), List.of(GrantScope.INTENT));
    private static final StandingTerms TERMS = new StandingTerms(GrantScope.INTENT, 3, Duration.ofHours(1));
    private static final ThresholdSet TWO = new ThresholdSet("reviewers", 2, 1, "syndicate-reviewers", null);

    private final FixtureConfiguration<Approval> fixture = ApprovalFixture.aggregate();

    @Test
    void givesAStandingGrantWhereEverySetIsMetByVotesForIt() {
        Vote vote = approve(RILEY).standing(standing(TERMS));
        fixture.given(requested(lasting()))
                .when(vote.command())
                .expectEventsMatching(payloadsMatching(exactSequenceOf(
                        matches(event -> event.equals(vote.event("reviewers"))),
                        matches(ApprovalGranted.class::isInstance),
                        matches(event -> event instanceof StandingGranted grant
                                && grant.terms().equals(TERMS)
                                && grant.approvers().equals(List.of(RILEY))
                                && grant.expiresAt().equals(grant.occurredAt().plus(TERMS.duration()))))));
    }

    @Test
    void approvesWithoutAGrantWhereVotersWantDifferentOnes() {
        StandingTerms shorter = new StandingTerms(GrantScope.INTENT, 1, Duration.ofHours(1));
        Vote first = approve(RILEY).standing(standing(TERMS));
        Vote second = approve(ROBIN).standing(standing(shorter));
        fixture.given(requested(lasting(TWO)), first.event("reviewers"))
                .when(second.command())
                .expectEvents(second.event("reviewers"), granted(1, counted(RILEY, ROBIN), RILEY, ROBIN));
    }

    @Test
    void refusesGrantsThatThePolicyDoesNotLetStand() {
        StandingVote tooOften = standing(new StandingTerms(GrantScope.INTENT, 6, Duration.ofHours(1)));
        StandingVote tooLong = standing(new StandingTerms(GrantScope.INTENT, 3, Duration.ofHours(3)));
        StandingVote tooWide = standing(new StandingTerms(GrantScope.TARGET, 3, Duration.ofHours(1)));
        for (StandingVote standing : List.of(tooOften, tooLong, tooWide)) {
            assertNotTaken(
                    requested(lasting()), approve(RILEY).standing(standing), VoteRefusalReason.STANDING_NOT_ALLOWED);
        }
        assertNotTaken(requested(), approve(RILEY).standing(standing(TERMS)), VoteRefusalReason.STANDING_NOT_ALLOWED);
        StandingVote other = new StandingVote(TERMS, new GrantDigest(digest("another")));
        assertNotTaken(requested(lasting()), approve(RILEY).standing(other), VoteRefusalReason.DIGEST_MISMATCH);
    }

    @Test
    void letsNoGrantOutlastADelegation() {
        Vote delegated = approve(RILEY).by(delegation(ROBIN, RILEY, "syndicate-reviewers"));
        assertNotTaken(
                requested(lasting()), delegated.standing(standing(TERMS)), VoteRefusalReason.STANDING_NOT_ALLOWED);
    }

    @Test
    void endsTheGrantWithTheVotesThatItRestedOnAndGivesNoOther() {
        Vote first = approve(RILEY).standing(standing(TERMS));
        OpenRound release = new OpenRound(APPROVAL, NOW.plusSeconds(90));
        fixture.given(requested(lasting()))
                .andGivenCommands(first.command())
                .when(release)
                .expectEventsMatching(payloadsMatching(exactSequenceOf(matches(RoundOpened.class::isInstance))));
        fixture.given(requested(lasting()))
                .andGivenCommands(first.command(), release)
                .when(new RevokeGrant(APPROVAL, reviewer(ROBIN), false, "enough", NOW.plusSeconds(95)))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        Vote again = approve(RILEY).inRound(2).at(NOW.plusSeconds(120)).withId("0195d8a2-0000-7000-8000-0000000000ff");
        assertNotTaken(
                fixture.given(requested(lasting()))
                        .andGivenCommands(first.command(), release)
                        .when(again.standing(standing(TERMS)).command()),
                VoteRefusalReason.STANDING_NOT_ALLOWED);
    }

    @Test
    void givesAGrantInALaterRoundWhereNoneWasGivenBefore() {
        Vote late = approve(RILEY).inRound(2).standing(standing(TERMS));
        RoundOpened round =
                new RoundOpened(APPROVAL, ACTION, 2, NOW.plusSeconds(30), NOW.plusSeconds(600), NOW.plusSeconds(30));
        fixture.given(requested(lasting()), round)
                .when(late.command())
                .expectEventsMatching(payloadsMatching(exactSequenceOf(
                        matches(event -> event.equals(late.event("reviewers"))),
                        matches(ApprovalGranted.class::isInstance),
                        matches(StandingGranted.class::isInstance))));
    }

    @Test
    void givesNoGrantOnVotesForTermsUnderAnEarlierPolicyVersion() {
        Vote before = approve(RILEY).standing(standing(TERMS));
        Decision moved = later(decision(List.of(TWO, new ThresholdSet("more", 1, 1, "more", null)), LIMITS));
        ApprovalRequirementChanged changed = new ApprovalRequirementChanged(
                APPROVAL, ACTION, new PolicyVersion(41, digest("bundle")), moved, NOW.plusSeconds(30));
        Vote under = approve(ROBIN).in("more", "syndicate-reviewers");
        assertNotTaken(
                fixture.given(requested(lasting(TWO)), before.event("reviewers"), changed)
                        .when(under.standing(standing(TERMS)).command()),
                VoteRefusalReason.DIGEST_MISMATCH);
        StandingVote now = new StandingVote(TERMS, TERMS.digestFor(requested(lasting()), moved));
        fixture.given(requested(lasting(TWO)), before.event("reviewers"), changed)
                .when(approve(ROBIN)
                        .in("more", "syndicate-reviewers")
                        .standing(now)
                        .command())
                .expectEventsMatching(payloadsMatching(
                        exactSequenceOf(matches(event -> true), matches(ApprovalGranted.class::isInstance))));
    }

    @Test
    void revokesAGrantOnceForThoseWhoMay() {
        Vote vote = approve(RILEY).standing(standing(TERMS));
        Voter stranger = new Voter(ROBIN, signIn(List.of()), true);
        StandingGrantRevoked revoked = new StandingGrantRevoked(APPROVAL, ACTION, ROBIN, "enough", NOW);
        fixture.given(requested(lasting()))
                .andGivenCommands(vote.command())
                .when(new RevokeGrant(APPROVAL, stranger, false, "enough", NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(requested(lasting()))
                .andGivenCommands(vote.command())
                .when(new RevokeGrant(APPROVAL, stranger, true, "enough", NOW))
                .expectEvents(revoked);
        fixture.given(requested(lasting()))
                .andGivenCommands(vote.command(), new RevokeGrant(APPROVAL, reviewer(ROBIN), false, "enough", NOW))
                .when(new RevokeGrant(APPROVAL, reviewer(ROBIN), false, "enough", NOW))
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void countsNoAmenderNotEvenThroughADelegate() {
        ApprovalRequested amended = requested(ApprovalFixture.amended(ROBIN));
        assertNotTaken(amended, approve(ROBIN), VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
        assertNotTaken(
                amended,
                approve(RILEY).by(delegation(ROBIN, RILEY, "syndicate-reviewers")),
                VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
    }

    private static RequestApproval lasting(ThresholdSet... sets) {
        return ApprovalFixture.lasting(LIMITS, sets.length == 0 ? new ThresholdSet[] {ONE_REVIEWER} : sets);
    }

    private static StandingVote standing(StandingTerms terms) {
        ApprovalRequested asked = requested(lasting());
        return new StandingVote(terms, terms.digestFor(asked, asked.decision()));
    }

    private static Voter reviewer(Person person) {
        return new Voter(person, signIn(List.of("syndicate-reviewers")), true);
    }

    private static List<SetApprovals> counted(Person... approvers) {
        return List.of(new SetApprovals("reviewers", List.of(approvers)));
    }

    private static Decision later(Decision decision) {
        return new Decision(
                decision.effect(),
                new PolicyVersion(42, digest("newer")),
                decision.rule(),
                decision.reason(),
                decision.risk(),
                decision.trustTier(),
                decision.approval(),
                decision.matchedRules(),
                decision.author(),
                decision.releaser(),
                decision.inputs());
    }

    private void assertNotTaken(ApprovalRequested requested, Vote vote, VoteRefusalReason reason) {
        assertNotTaken(fixture.given(requested).when(vote.command()), reason);
    }

    private static void assertNotTaken(ResultValidator<Approval> result, VoteRefusalReason reason) {
        result.expectEventsMatching(payloadsMatching(
                exactSequenceOf(matches(event -> event instanceof VoteRefused refused && refused.reason() == reason))));
    }
}
