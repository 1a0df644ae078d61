package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import java.util.List;
import java.util.Map;

/** Lists of approvals by what people look for, page by page; a page costs the same at ten thousand as at ten. */
public interface ApprovalQueries {

    /** A value that a list can be filtered by, and how many rows have it. */
    record Choice(String value, long count) {}

    /** One page, in the query's order. */
    List<ApprovalView> page(ApprovalQuery query, int limit);

    /** The ids of the page alone. */
    List<ApprovalId> ids(ApprovalQuery query, int limit);

    /** How many there are on all pages. */
    long count(ApprovalQuery query);

    /** The commonest repositories of what is open in these workspaces. */
    List<Choice> repositories(List<WorkspaceId> workspaces);

    /** The names of those who ask most for what is open in these workspaces. */
    List<Choice> requesters(List<WorkspaceId> workspaces);

    /** Who is asked in what is open in these workspaces: a digest of the threshold sets, and one request that has them. */
    Map<String, ApprovalView> asked(List<WorkspaceId> workspaces);
}
