package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of the inbox, in groups.
 *
 * @param needsVote how many wait for the viewer, whatever the filters say
 * @param waiting how many wait for others
 * @param found how many there are on all pages of what is shown
 * @param next where the next page is; absent on the last
 */
public record Queue(
        List<Group> groups,
        long needsVote,
        long waiting,
        long found,
        @Nullable String next) {

    public Queue {
        groups = List.copyOf(groups);
    }

    /** How many rows this page has. */
    public int rows() {
        return groups.stream().mapToInt(group -> group.rows().size()).sum();
    }

    /** Rows that ask the same of the viewer. */
    public record Group(String title, long count, List<Row> rows) {

        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One request.
     *
     * @param mark what the viewer has to do with it, where its group does not say so
     */
    public record Row(ApprovalView view, Moments.Countdown left, String waiting, String mark) {

        static Row of(ApprovalView view, Moments moments, String mark) {
            ApprovalRequested request = view.request();
            return new Row(
                    view,
                    moments.countdown(request.occurredAt(), view.history().expiresAt()),
                    moments.since(request.occurredAt()),
                    mark);
        }

        /** Changes when what the row shows changes, but for the time. */
        public String version() {
            return String.join(
                    ".",
                    String.valueOf(view.tally().round()),
                    String.valueOf(view.votes().size()),
                    progress(),
                    groups(),
                    view.state().wireName(),
                    mark);
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
