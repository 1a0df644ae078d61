package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of approvals, the newest first.
 *
 * @param next give it as {@code before} to continue; absent on the last page
 */
public record ApprovalPage(
        List<ApprovalSummary> approvals, @Nullable ApprovalId next) {

    public ApprovalPage {
        approvals = List.copyOf(approvals);
    }

    /** Of views that were read with one more than the limit, to see whether there are more. */
    static ApprovalPage of(List<ApprovalView> views, int limit) {
        List<ApprovalSummary> shown =
                views.stream().limit(limit).map(ApprovalSummary::of).toList();
        return new ApprovalPage(shown, views.size() > limit ? shown.getLast().id() : null);
    }
}
