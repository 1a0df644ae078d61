package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the inbox, in groups.
 *
 * @param cut whether there are more open requests than one page shows
 */
public record Queue(List<Group> groups, int needsVote, int waiting, int total, boolean cut) {

    public Queue {
        groups = List.copyOf(groups);
    }

    /** Rows that ask the same of the viewer. */
    public record Group(String title, List<Row> rows) {

        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** One request. */
    public record Row(ApprovalView view, Moments.Countdown left, String waiting) {

        static Row of(ApprovalView view, Moments moments) {
            ApprovalRequested request = view.request();
            return new Row(
                    view,
                    moments.countdown(request.occurredAt(), view.history().expiresAt()),
                    moments.since(request.occurredAt()));
        }

        public String agent() {
            return Wording.product(view.request().agent().product());
        }

        public String tool() {
            return Wording.tool(view.request().summary().kind());
        }

        public String enforcement() {
            return Wording.enforcement(view.request().enforcementTier());
        }

        /** Where it would run; the workspace where the repository is not known. */
        public String place() {
            String repository = view.synopsis().repository();
            return repository == null ? view.request().workspace().value() : repository;
        }

        public @Nullable String branch() {
            return view.synopsis().branch();
        }

        public List<Seats> sets() {
            return view.requirement().sets().stream()
                    .map(set -> Seats.of(set, view))
                    .toList();
        }

        public String progress() {
            return sets().stream()
                    .map(seats -> "%d of %d".formatted(seats.filled(), seats.needed()))
                    .collect(Collectors.joining(" · "));
        }

        public String groups() {
            return view.requirement().sets().stream().map(ThresholdSet::name).collect(Collectors.joining(" + "));
        }
    }

    /** The approvals of one set against those that it needs. */
    public record Seats(String name, int filled, int needed) {

        static Seats of(ThresholdSet set, ApprovalView view) {
            return new Seats(set.name(), Math.min(view.tally().approvals(set), set.approve()), set.approve());
        }

        /** One truth value a seat, whether it is filled; at most twelve are drawn. */
        public List<Boolean> drawn() {
            return IntStream.range(0, Math.min(needed, 12))
                    .mapToObj(seat -> seat < filled)
                    .toList();
        }
    }
}
