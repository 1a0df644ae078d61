package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.DisjointCount;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The votes that count in an approval's round against what policy asks for. Whoever asks whether a quorum is met asks
 * here: the approval when it is voted on, and the gateway when policy has changed before the execution.
 *
 * @param requirement the one in force
 * @param round from 1
 * @param votes of this round, in their order; the names of their sets are those of this requirement
 */
public record Tally(ApprovalRequirement requirement, int round, List<VoteCast> votes) {

    public Tally {
        Objects.requireNonNull(requirement, "requirement");
        votes = List.copyOf(votes);
    }

    /** Nothing but a request. */
    public static Tally of(ApprovalRequested request) {
        return new Tally(requirement(request.decision()), 1, List.of());
    }

    /** After one more event. */
    public Tally after(ApprovalEvent event) {
        return switch (event) {
            case VoteCast cast -> with(cast);
            case RoundOpened opened -> new Tally(requirement, opened.round(), List.of());
            case ApprovalRequirementChanged changed -> under(requirement(changed.decision()));
            case ApprovalRequested _,
                    AmendmentRefused _,
                    ApprovalAmended _,
                    StandingGranted _,
                    StandingGrantRevoked _,
                    VoteRefused _,
                    ApprovalCommented _,
                    ApprovalEscalated _,
                    ApprovalGranted _,
                    ApprovalDenied _,
                    ApprovalExpired _,
                    ApprovalWithdrawn _,
                    ApprovalSuperseded _ -> this;
        };
    }

    /**
     * The same votes against another requirement. A vote counts for a set only where it counted for one that asks the
     * same people: nobody's membership is judged again after the fact.
     */
    public Tally under(ApprovalRequirement inForce) {
        List<VoteCast> moved =
                votes.stream().map(vote -> vote.in(setsOf(vote, inForce))).toList();
        return new Tally(inForce, round, moved);
    }

    /** Approvals that count in this set. */
    public int approvals(ThresholdSet set) {
        return approversIn(set).size();
    }

    /** Denials that count in this set. A denial counts in every set that its voter belongs to. */
    public int denials(ThresholdSet set) {
        return in(set, VoteChoice.DENY).size();
    }

    /** Approvals that this set still needs. */
    public int missing(ThresholdSet set) {
        return Math.max(0, set.approve() - approvals(set));
    }

    /** Whether every set has the approvals that it needs. */
    public boolean isMet() {
        return requirement.sets().stream().allMatch(set -> missing(set) == 0);
    }

    /** The set whose denials end the approval, if there is one. */
    public Optional<ThresholdSet> deniedBy() {
        return requirement.sets().stream()
                .filter(set -> denials(set) >= set.deny())
                .findFirst();
    }

    /** Those whose approvals count in this set. */
    public List<Person> approversIn(ThresholdSet set) {
        List<VoteCast> counted = requirement.countsPeopleOnce()
                ? DisjointCount.of(requirement.sets(), approvals(), Tally::belongs)
                        .in(set)
                : in(set, VoteChoice.APPROVE);
        return counted.stream().map(VoteCast::reviewer).toList();
    }

    /** Those whose approvals count in some set, in the order of their votes. */
    public List<Person> approvers() {
        List<Person> counted = new ArrayList<>();
        requirement.sets().forEach(set -> counted.addAll(approversIn(set)));
        return approvals().stream()
                .map(VoteCast::reviewer)
                .filter(person -> counted.stream().anyMatch(person::isSameAs))
                .toList();
    }

    /** Who counts where. */
    public List<SetApprovals> counted() {
        return requirement.sets().stream()
                .map(set -> new SetApprovals(set.name(), approversIn(set)))
                .toList();
    }

    /** Whether a vote was given before this time. */
    public boolean hasVotesBefore(Instant time) {
        return votes.stream().anyMatch(vote -> vote.occurredAt().isBefore(time));
    }

    private Tally with(VoteCast cast) {
        List<VoteCast> more = new ArrayList<>(votes);
        more.add(cast);
        return new Tally(requirement, round, more);
    }

    private List<VoteCast> approvals() {
        return votes.stream()
                .filter(vote -> vote.choice() == VoteChoice.APPROVE)
                .toList();
    }

    private List<VoteCast> in(ThresholdSet set, VoteChoice choice) {
        return votes.stream()
                .filter(vote -> vote.choice() == choice && belongs(vote, set))
                .toList();
    }

    private List<String> setsOf(VoteCast vote, ApprovalRequirement inForce) {
        List<ThresholdSet> own =
                requirement.sets().stream().filter(set -> belongs(vote, set)).toList();
        return inForce.sets().stream()
                .filter(set -> own.stream().anyMatch(set::asksTheSameAs))
                .map(ThresholdSet::name)
                .toList();
    }

    private static boolean belongs(VoteCast vote, ThresholdSet set) {
        return vote.sets().contains(set.name());
    }

    private static ApprovalRequirement requirement(Decision decision) {
        return Objects.requireNonNull(decision.approval(), "A decision that requires approval says of whom");
    }
}
