package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Casts the votes of signed-in people, and waits until the view shows them. */
@Component
public class Ballots {

    private final Visibility visibility;
    private final ApprovalViews views;
    private final Votes votes;

    Ballots(Visibility visibility, ApprovalViews views, Votes votes) {
        this.visibility = visibility;
        this.views = views;
        this.votes = votes;
    }

    /** Only the groups of somebody with the role of a reviewer count. */
    public VoteResult cast(AuthenticatedPerson voter, ApprovalId approval, Votes.Slip slip) {
        ApprovalView view = visibility.requireMember(voter, approval);
        Set<String> groups = voter.has(Role.REVIEWER) ? voter.groups() : Set.of();
        VoteResult result = votes.cast(view.request(), new Voter(voter.person(), groups), slip);
        if (result instanceof VoteResult.Recorded recorded) {
            ViewWaits.until(() -> isShown(approval, recorded));
        }
        return result;
    }

    private boolean isShown(ApprovalId approval, VoteResult.Recorded recorded) {
        return views.find(approval)
                .filter(view ->
                        view.votes().stream().anyMatch(cast -> cast.vote().equals(recorded.vote())))
                .filter(view -> recorded.state() == ApprovalState.OPEN || view.state() != ApprovalState.OPEN)
                .isPresent();
    }
}
