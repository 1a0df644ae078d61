package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.voting.Clearance;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares a request for one person's eyes. */
@Component
class DetailPages {

    private final ReviewedActions actions;
    private final VotingBooth booth;
    private final Identifiers identifiers;
    private final Clock clock;

    DetailPages(ReviewedActions actions, VotingBooth booth, Identifiers identifiers, Clock clock) {
        this.actions = actions;
        this.booth = booth;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * The page.
     *
     * @param unsent the id of a vote of which it is not known whether it arrived; it is sent again under the same id
     */
    DetailPage page(AuthenticatedPerson viewer, ApprovalView view, Clearance integrity, @Nullable VoteId unsent) {
        Moments moments = moments();
        return new DetailPage(
                view,
                actions.of(view.request().content()),
                viewer.person(),
                unsent == null ? new VoteId(identifiers.next()) : unsent,
                booth.setsOf(viewer, view),
                objection(viewer, view, VoteChoice.APPROVE, integrity, moments),
                objection(viewer, view, VoteChoice.DENY, integrity, moments),
                moments);
    }

    Moments moments() {
        return new Moments(clock.instant());
    }

    private @Nullable String objection(
            AuthenticatedPerson viewer, ApprovalView view, VoteChoice choice, Clearance integrity, Moments moments) {
        return booth.objection(viewer, view, choice, integrity)
                .map(refused -> VoteNotes.why(refused, view, viewer.person(), moments))
                .orElse(null);
    }
}
