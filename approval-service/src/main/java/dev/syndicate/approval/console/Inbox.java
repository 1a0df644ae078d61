package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.inbox.ApprovalViews;
import dev.syndicate.approval.inbox.Visibility;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Sorts what a person may see into what waits for them and what does not. */
@Component
class Inbox {

    private static final int LIMIT = 200;

    private final ApprovalViews views;
    private final Visibility visibility;
    private final VotingBooth booth;

    Inbox(ApprovalViews views, Visibility visibility, VotingBooth booth) {
        this.views = views;
        this.visibility = visibility;
        this.booth = booth;
    }

    /** How many requests wait for this person. */
    int needsVote(AuthenticatedPerson person) {
        return (int) open(person, person.workspaces())
                .filter(view -> booth.waitsFor(person, view))
                .count();
    }

    /** What is open in these workspaces. */
    Queue queue(AuthenticatedPerson person, Collection<WorkspaceId> workspaces, boolean all, Moments moments) {
        List<ApprovalView> open = open(person, workspaces).toList();
        List<ApprovalView> left = new ArrayList<>(open);
        Queue.Group needed = group("Needs your vote", left, view -> booth.waitsFor(person, view), moments);
        Queue.Group voted = group(
                "You voted, waiting for others",
                left,
                view -> view.voteOf(person.person()).isPresent(),
                moments);
        Queue.Group own = group(
                "Asked on your behalf",
                left,
                view -> view.request().requester().isAnsweredForBy(person.person()),
                moments);
        Queue.Group others = group("Others decide", left, _ -> true, moments);
        int waiting = open.size() - needed.rows().size();
        return new Queue(
                Stream.of(needed, voted, own, others)
                        .filter(group -> !group.rows().isEmpty() && (all || group == needed || group == voted))
                        .toList(),
                needed.rows().size(),
                waiting,
                open.size(),
                open.size() == LIMIT);
    }

    /** What has ended, the latest first. */
    List<Past> history(AuthenticatedPerson person, Moments moments) {
        return visibility
                .onlyOf(person)
                .map(own -> views.page(person.workspaces(), Past.STATES, own, null, LIMIT))
                .orElseGet(() -> views.ended(person.workspaces(), LIMIT))
                .stream()
                .flatMap(view -> Past.of(view, moments).stream())
                .toList();
    }

    private Stream<ApprovalView> open(AuthenticatedPerson person, Collection<WorkspaceId> workspaces) {
        return visibility
                .onlyOf(person)
                .map(own -> views.page(workspaces, List.of(ApprovalState.OPEN), own, null, LIMIT))
                .orElseGet(() -> views.open(workspaces, LIMIT))
                .stream();
    }

    /** Takes those that belong out of what is left. */
    private static Queue.Group group(
            String title, List<ApprovalView> left, Predicate<ApprovalView> belongs, Moments moments) {
        List<ApprovalView> taken = left.stream().filter(belongs).toList();
        left.removeAll(taken);
        return new Queue.Group(
                title, taken.stream().map(view -> Queue.Row.of(view, moments)).toList());
    }
}
