package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Approvals as they stand. They follow their events within milliseconds. */
public interface ApprovalViews {

    /** The approval, with its votes. */
    Optional<ApprovalView> find(ApprovalId approval);

    /**
     * A page, the newest first.
     *
     * @param states none means all
     * @param requester only what this person answers for; absent means everybody's
     * @param before continue after this approval of the page before; absent for the first page
     */
    List<ApprovalView> page(
            Collection<WorkspaceId> workspaces,
            Collection<ApprovalState> states,
            @Nullable Person requester,
            @Nullable ApprovalId before,
            int limit);

    /** How many are open in the whole installation. */
    long countOpen();
}
