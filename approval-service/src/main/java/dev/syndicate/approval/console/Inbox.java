package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalQueries;
import dev.syndicate.approval.inbox.ApprovalQuery;
import dev.syndicate.approval.inbox.ApprovalQuery.Order;
import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sorts what a person may see into what waits for them and what does not. */
@Component
class Inbox {

    private static final int PAGE = 50;
    private static final int MAX_PAGE = 500;
    private static final int ASIDE = 20;

    private final ApprovalQueries queries;
    private final Visibility visibility;
    private final Waiting waiting;

    Inbox(ApprovalQueries queries, Visibility visibility, Waiting waiting) {
        this.queries = queries;
        this.visibility = visibility;
        this.waiting = waiting;
    }

    /**
     * What is open, as the address says.
     *
     * @param rows how many the reader has before them already; so many are read again
     */
    Queue queue(AuthenticatedPerson person, InboxFilters filters, int rows, Moments moments) {
        ApprovalQuery open = open(person, filters);
        ApprovalQuery needed = waiting.of(person, open);
        ApprovalQuery shown = filters.show().equals("all") ? open : needed;
        int size = Math.clamp(rows, PAGE, MAX_PAGE);
        List<ApprovalView> page = queries.page(shown, size + 1);
        List<Queue.Group> groups = new ArrayList<>();
        groups.add(
                group(filters, queries.count(shown), page.stream().limit(size).toList(), person, moments));
        if (filters.after() == null && !filters.show().equals("all")) {
            groups.add(aside("You voted, waiting for others", open.votedBy(person.person()), moments));
        }
        if (filters.after() == null && filters.show().equals("mine")) {
            groups.add(aside("Asked on your behalf", open.of(person.person()), moments));
        }
        long all = queries.count(Waiting.open(person, Order.RISK).of(onlyOf(person)));
        long mine = waiting.count(person);
        groups.removeIf(group -> group.rows().isEmpty());
        return new Queue(groups, mine, all - mine, queries.count(shown), next(filters, page, size));
    }

    /** What has ended, as the address says, the latest first. */
    History history(AuthenticatedPerson person, InboxFilters filters, Moments moments) {
        boolean backwards = filters.before() != null;
        ApprovalQuery ended = filters.query(
                        Waiting.workspaces(person),
                        filters.outcomes(List.copyOf(Past.STATES)),
                        backwards ? Order.ENDED_FIRST : Order.ENDED)
                .of(onlyOf(person));
        ApprovalQuery from = backwards ? ended.continuedAfter(filters.before()) : ended;
        List<ApprovalView> found = queries.page(from, PAGE + 1);
        List<ApprovalView> page = found.stream().limit(PAGE).toList();
        return History.of(
                filters, backwards ? page.reversed() : page, found.size() > PAGE, queries.count(ended), moments);
    }

    /** What the person last decided, among what has ended. */
    Optional<LastDecision> last(AuthenticatedPerson person, Moments moments) {
        ApprovalQuery voted = ApprovalQuery.of(Waiting.workspaces(person), List.copyOf(Past.STATES), Order.ENDED)
                .votedBy(person.person());
        return queries.page(voted, 1).stream()
                .flatMap(view -> LastDecision.of(view, person.person(), moments).stream())
                .findFirst();
    }

    List<FilterMenu> menus(AuthenticatedPerson person, InboxFilters filters) {
        List<WorkspaceId> workspaces = Waiting.workspaces(person);
        List<FilterMenu> menus = new ArrayList<>();
        if (workspaces.size() > 1) {
            menus.add(FilterMenu.workspaces(filters, workspaces));
        }
        menus.add(FilterMenu.risks(filters));
        menus.add(FilterMenu.tools(filters));
        menus.add(FilterMenu.values(filters, "repository", "Repository", queries.repositories(workspaces)));
        if (onlyOf(person) == null) {
            menus.add(FilterMenu.values(filters, "requester", "Requester", queries.requesters(workspaces)));
        }
        menus.add(FilterMenu.tiers(filters));
        return menus;
    }

    private ApprovalQuery open(AuthenticatedPerson person, InboxFilters filters) {
        return filters.query(Waiting.workspaces(person), List.of(ApprovalState.OPEN), filters.order())
                .of(onlyOf(person));
    }

    private @Nullable Person onlyOf(AuthenticatedPerson person) {
        return visibility.onlyOf(person).orElse(null);
    }

    private static Queue.Group group(
            InboxFilters filters, long count, List<ApprovalView> page, AuthenticatedPerson person, Moments moments) {
        boolean all = filters.show().equals("all");
        return new Queue.Group(
                all ? "All open" : "Needs your vote",
                count,
                page.stream()
                        .map(view -> Queue.Row.of(view, moments, all ? mark(view, person.person()) : ""))
                        .toList());
    }

    private Queue.Group aside(String title, ApprovalQuery query, Moments moments) {
        return new Queue.Group(
                title,
                queries.count(query.fromTheStart()),
                queries.page(query.fromTheStart(), ASIDE).stream()
                        .map(view -> Queue.Row.of(view, moments, ""))
                        .toList());
    }

    private static String mark(ApprovalView view, Person person) {
        if (view.request().requester().isAnsweredForBy(person)) {
            return "Yours";
        }
        return view.voteOf(person).isPresent() ? "You voted" : "";
    }

    private static @Nullable String next(InboxFilters filters, List<ApprovalView> page, int size) {
        return page.size() > size ? filters.after(page.get(size - 1).request().approval()) : null;
    }
}
