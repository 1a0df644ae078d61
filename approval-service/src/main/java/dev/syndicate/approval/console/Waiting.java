package dev.syndicate.approval.console;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.delegation.Delegations;
import dev.syndicate.approval.inbox.ApprovalQueries;
import dev.syndicate.approval.inbox.ApprovalQuery;
import dev.syndicate.approval.inbox.ApprovalQuery.Order;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final Delegations delegations;

    Waiting(ApprovalQueries queries, VotingBooth booth, Delegations delegations) {
        this.queries = queries;
        this.booth = booth;
        this.delegations = delegations;
    }

    /** The query, limited to what waits for this person, in their own name or in that of who delegated to them. */
    ApprovalQuery of(AuthenticatedPerson person, ApprovalQuery query) {
        List<@Nullable Delegated> names = new ArrayList<>(delegations.inForceTo(person.person()));
        names.add(null);
        List<String> asked = queries.asked(query.workspaces()).entrySet().stream()
                .filter(sets -> names.stream().anyMatch(name -> counts(person, name, sets.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        return query.waitingFor(person.person(), asked);
    }

    private boolean counts(AuthenticatedPerson person, @Nullable Delegated name, ApprovalView view) {
        return !booth.setsOf(person, name, view).isEmpty();
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
