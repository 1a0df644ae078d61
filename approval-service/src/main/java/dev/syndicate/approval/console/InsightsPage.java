package dev.syndicate.approval.console;

import dev.syndicate.approval.insight.Insights;
import dev.syndicate.contracts.action.ActionKind;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures with the words and the places that a page draws them at. */
public record InsightsPage(Insights figures) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final double BARS = 280;

    /**
     * A bar of several pieces: where each begins and how long it is.
     *
     * @param share the share that was approved, in words
     */
    public record Bar(
            String name,
            Insights.Count count,
            double y,
            double granted,
            double denied,
            double expired,
            double other,
            String share) {

        public double deniedFrom() {
            return granted;
        }

        public double expiredFrom() {
            return granted + denied;
        }

        public double otherFrom() {
            return granted + denied + expired;
        }

        public double end() {
            return granted + denied + expired + other;
        }
    }

    /** A line of a table. */
    public record Line(String name, long decisions, double approved, String share, String median, String reading) {}

    public boolean empty() {
        return figures.total().all() == 0;
    }

    public String approved() {
        return share(figures.total().approved());
    }

    public String median() {
        return length(figures.total().medianSeconds());
    }

    /** How long a request is open on the screen before the vote. */
    public String reading() {
        return reading(figures.readingSeconds());
    }

    private static String reading(@Nullable Double seconds) {
        return seconds == null ? "none" : length(seconds);
    }

    public String expired() {
        return figures.total().all() == 0
                ? "0 %"
                : share((double) figures.total().expired() / figures.total().all());
    }

    public WaitingPlot waiting() {
        return WaitingPlot.of(figures.days());
    }

    public List<Bar> tools() {
        long most = figures.tools().stream()
                .mapToLong(tool -> tool.count().all())
                .max()
                .orElse(1);
        return figures.tools().stream()
                .map(tool -> bar(tool, most, figures.tools().indexOf(tool)))
                .toList();
    }

    public int toolsHeight() {
        return 16 + 34 * figures.tools().size();
    }

    public List<Line> rules() {
        return figures.rules().stream()
                .map(rule -> new Line(
                        rule.name(),
                        rule.count().all(),
                        rule.count().approved(),
                        share(rule.count().approved()),
                        length(rule.count().medianSeconds()),
                        ""))
                .toList();
    }

    public List<Line> reviewers() {
        return figures.reviewers().stream()
                .map(reviewer -> new Line(
                        reviewer.name(),
                        reviewer.votes(),
                        reviewer.approved(),
                        share(reviewer.approved()),
                        length(reviewer.medianSeconds()),
                        reading(reviewer.readingSeconds())))
                .toList();
    }

    public long mostVotes() {
        return figures.reviewers().stream()
                .mapToLong(Insights.Reviewer::votes)
                .max()
                .orElse(1);
    }

    static String day(Insights.Day day) {
        return DAY.format(day.day());
    }

    static String share(double share) {
        return Math.round(share * 100) + " %";
    }

    /** {@code 1m 52s}: minutes and seconds, with hours where there are any. */
    static String length(double seconds) {
        Duration length = Duration.ofMillis(Math.round(seconds * 1000));
        if (length.toHours() > 0) {
            return "%dh %02dm".formatted(length.toHours(), length.toMinutesPart());
        }
        return length.toMinutes() > 0
                ? "%dm %02ds".formatted(length.toMinutes(), length.toSecondsPart())
                : length.toSeconds() + " s";
    }

    private static Bar bar(Insights.Group tool, long most, int at) {
        double unit = BARS / most;
        Insights.Count count = tool.count();
        return new Bar(
                Wording.tool(ActionKind.of(tool.name())),
                count,
                12 + 34.0 * at,
                count.granted() * unit,
                count.denied() * unit,
                count.expired() * unit,
                count.other() * unit,
                share(count.approved()));
    }
}
