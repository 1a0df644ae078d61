package dev.syndicate.approval.console;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.delegation.Delegations;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.voting.Clearance;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares a request for one person's eyes. */
@Component
class DetailPages {

    private final ReviewedActions actions;
    private final VotingBooth booth;
    private final Delegations delegations;
    private final Identifiers identifiers;
    private final Clock clock;

    DetailPages(
            ReviewedActions actions, VotingBooth booth, Delegations delegations, Identifiers identifiers, Clock clock) {
        this.actions = actions;
        this.booth = booth;
        this.delegations = delegations;
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
        List<@Nullable Delegated> names = names(viewer, view, integrity);
        @Nullable Delegated first = names.isEmpty() ? null : names.getFirst();
        return new DetailPage(
                view,
                Exact.of(actions.of(view.request()), view.requirement().reviewLineLimit()),
                viewer.person(),
                unsent == null ? new VoteId(identifiers.next()) : unsent,
                names.stream().map(Speaker::of).toList(),
                booth.setsOf(viewer, first, view),
                objection(viewer, first, view, VoteChoice.APPROVE, integrity, moments),
                objection(viewer, first, view, VoteChoice.DENY, integrity, moments),
                moments);
    }

    Moments moments() {
        return new Moments(clock.instant());
    }

    /** In whose names the viewer may vote: their own is null, and comes first. */
    private List<@Nullable Delegated> names(AuthenticatedPerson viewer, ApprovalView view, Clearance integrity) {
        List<@Nullable Delegated> names = new ArrayList<>();
        names.add(null);
        names.addAll(delegations.inForceTo(viewer.person()));
        names.removeIf(name ->
                booth.objection(viewer, name, view, VoteChoice.DENY, integrity).isPresent());
        return names;
    }

    private @Nullable String objection(
            AuthenticatedPerson viewer,
            @Nullable Delegated delegated,
            ApprovalView view,
            VoteChoice choice,
            Clearance integrity,
            Moments moments) {
        return booth.objection(viewer, delegated, view, choice, integrity)
                .map(refused -> VoteNotes.why(refused, view, viewer.person(), moments))
                .orElse(null);
    }
}
