package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.AmendmentResult;
import dev.syndicate.approval.voting.Amendments;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import org.springframework.stereotype.Component;

/** Amends on behalf of signed-in people, and waits until the view shows it. */
@Component
public class Amending {

    private final Visibility visibility;
    private final ApprovalViews views;
    private final Amendments amendments;
    private final ViewWaits waits;

    Amending(Visibility visibility, ApprovalViews views, Amendments amendments, ViewWaits waits) {
        this.visibility = visibility;
        this.views = views;
        this.amendments = amendments;
        this.waits = waits;
    }

    /** What would come of an amendment; nothing of it is on record. */
    public AmendedAction preview(AuthenticatedPerson amender, ApprovalId approval, Amendments.Draft draft) {
        return amendments.preview(visibility.requireMember(amender, approval).request(), draft);
    }

    /** Whether the amendment counts, the approval decides. */
    public AmendmentResult amend(AuthenticatedPerson amender, ApprovalId approval, Amendments.Draft draft) {
        ApprovalView view = visibility.requireMember(amender, approval);
        AmendmentResult result = amendments.amend(view.history(), Voter.of(amender), draft);
        if (result instanceof AmendmentResult.Recorded) {
            waits.until(
                    approval,
                    () -> views.find(approval)
                            .filter(shown -> shown.state() != ApprovalState.OPEN)
                            .isPresent());
        }
        return result;
    }
}
