package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalQueries;
import dev.syndicate.approval.inbox.ApprovalQuery;
import dev.syndicate.approval.inbox.ApprovalQuery.Order;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What waits for a person. Who is asked is judged once for each different list of threshold sets, of which there are few,
 * and the rest is the database's: so ten thousand open requests are counted as fast as ten. The vote itself is judged by
 * the approval, as ever.
 */
@Component
class Waiting {

    private static final int NEIGHBOURS = 1_000;

    private final ApprovalQueries queries;
    private final VotingBooth booth;

    Waiting(ApprovalQueries queries, VotingBooth booth) {
        this.queries = queries;
        this.booth = booth;
    }

    /** The query, limited to what waits for this person. */
    ApprovalQuery of(AuthenticatedPerson person, ApprovalQuery query) {
        List<String> asked = queries.asked(query.workspaces()).entrySet().stream()
                .filter(sets -> !booth.setsOf(person, sets.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return query.waitingFor(person.person(), asked);
    }

    long count(AuthenticatedPerson person) {
        return queries.count(of(person, open(person, Order.RISK)));
    }

    /** Where a request stands among what waits for the person, and its neighbours there. */
    Place placeOf(AuthenticatedPerson person, ApprovalId approval) {
        return Place.in(queries.ids(of(person, open(person, Order.RISK)), NEIGHBOURS), approval);
    }

    static ApprovalQuery open(AuthenticatedPerson person, Order order) {
        return ApprovalQuery.of(workspaces(person), List.of(ApprovalState.OPEN), order);
    }

    static List<WorkspaceId> workspaces(AuthenticatedPerson person) {
        return person.workspaces().stream()
                .sorted(Comparator.comparing(WorkspaceId::value))
                .toList();
    }
}
