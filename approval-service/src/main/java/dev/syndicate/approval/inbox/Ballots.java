package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import org.springframework.stereotype.Component;

/** Casts the votes of signed-in people, and waits until the view shows them. */
@Component
public class Ballots {

    private final Visibility visibility;
    private final ApprovalViews views;
    private final Votes votes;
    private final ViewWaits waits;

    Ballots(Visibility visibility, ApprovalViews views, Votes votes, ViewWaits waits) {
        this.visibility = visibility;
        this.views = views;
        this.votes = votes;
        this.waits = waits;
    }

    /** Whether the vote counts, the approval decides. */
    public VoteResult cast(AuthenticatedPerson voter, ApprovalId approval, Votes.Slip slip) {
        ApprovalView view = visibility.requireMember(voter, approval);
        VoteResult result = votes.cast(view.request(), Voter.of(voter), slip);
        if (result instanceof VoteResult.Recorded recorded) {
            waits.until(approval, () -> isShown(approval, recorded));
        }
        return result;
    }

    private boolean isShown(ApprovalId approval, VoteResult.Recorded recorded) {
        return views.find(approval)
                .filter(view -> view.history().votes().stream()
                        .anyMatch(cast -> cast.vote().equals(recorded.vote())))
                .filter(view -> recorded.state() == ApprovalState.OPEN || view.state() != ApprovalState.OPEN)
                .isPresent();
    }
}
