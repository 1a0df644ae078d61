package dev.syndicate.approval.insight;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided in a period.
 *
 * @param total of everything that ended in it
 * @param days each day on which anything ended, in order
 * @param tools by kind of action, the commonest first
 * @param rules by policy rule, the commonest first
 * @param reviewers by who voted, the busiest first
 * @param readingSeconds from opening a request to voting on it, the median; absent where nobody voted
 */
public record Insights(
        Count total,
        List<Day> days,
        List<Group> tools,
        List<Group> rules,
        List<Reviewer> reviewers,
        @Nullable Double readingSeconds) {

    public Insights {
        days = List.copyOf(days);
        tools = List.copyOf(tools);
        rules = List.copyOf(rules);
        reviewers = List.copyOf(reviewers);
    }

    /**
     * Requests by how they ended.
     *
     * @param other withdrawn, amended, superseded: nobody decided for or against them
     * @param medianSeconds from the request to its end, of those that people decided
     */
    public record Count(long granted, long denied, long expired, long other, double medianSeconds) {

        public long all() {
            return granted + denied + expired + other;
        }

        /** The share of what people decided that they approved, from 0 to 1. */
        public double approved() {
            return granted + denied == 0 ? 0 : (double) granted / (granted + denied);
        }
    }

    /** Waiting time on one day: that of half of the requests, and that of 95 of 100. */
    public record Day(LocalDate day, long ended, double halfSeconds, double mostSeconds) {}

    /** What is counted together. */
    public record Group(String name, Count count) {}

    /**
     * How much somebody decides.
     *
     * @param medianSeconds from the request to their vote
     * @param readingSeconds from when they first opened it to their vote; absent where they opened none
     */
    public record Reviewer(
            String name,
            long votes,
            double approved,
            double medianSeconds,
            @Nullable Double readingSeconds) {}
}
