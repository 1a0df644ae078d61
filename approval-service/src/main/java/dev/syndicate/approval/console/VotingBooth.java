package dev.syndicate.approval.console;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.voting.Clearance;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says beforehand what a person's vote would meet: the same rules that the vote itself is judged by. */
@Component
class VotingBooth {

    private final Votes votes;

    VotingBooth(Votes votes) {
        this.votes = votes;
    }

    /** Why this vote would be refused, if it would; in the voter's own name where nothing is delegated. */
    Optional<VoteResult.Refused> objection(
            AuthenticatedPerson person,
            @Nullable Delegated delegated,
            ApprovalView view,
            VoteChoice choice,
            Clearance clearance) {
        ReviewableView shown =
                new ReviewableView(view.synopsis().viewDigest(), view.synopsis().viewLines());
        return votes.foresee(view.history(), Voter.of(person), delegated, choice, shown, clearance);
    }

    /** Names of the threshold sets in which the person counts, in their own name or somebody else's. */
    List<String> setsOf(AuthenticatedPerson person, @Nullable Delegated delegated, ApprovalView view) {
        return votes.setsOf(view.history(), Voter.of(person), delegated);
    }
}
