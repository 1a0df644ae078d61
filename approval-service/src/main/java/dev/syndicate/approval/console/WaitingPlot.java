package dev.syndicate.approval.console;

import dev.syndicate.approval.insight.Insights;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Waiting time by day, as lines.
 *
 * @param half points of the line of half of the requests
 * @param most points of that of 95 of 100
 * @param ticks horizontal lines with their words
 * @param days labels below
 * @param rows the same as a table
 */
public record WaitingPlot(
        String half, String most, List<Tick> ticks, List<Tick> days, List<Row> rows, double lastHalf, double lastMost) {

    private static final double LEFT = 64;
    private static final double RIGHT = 520;
    private static final double TOP = 16;
    private static final double BOTTOM = 196;
    private static final List<Integer> STEPS =
            List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400);

    /** A word at a place. */
    public record Tick(double at, String words) {}

    /** One day in the table. */
    public record Row(String day, long ended, String half, String most) {}

    static WaitingPlot of(List<Insights.Day> days) {
        double top = days.stream().mapToDouble(Insights.Day::mostSeconds).max().orElse(1);
        int step = STEPS.stream().filter(size -> size * 5 >= top).findFirst().orElse(172_800);
        double scale = (BOTTOM - TOP) / (step * 5.0);
        return new WaitingPlot(
                line(days, Insights.Day::halfSeconds, scale),
                line(days, Insights.Day::mostSeconds, scale),
                IntStream.rangeClosed(0, 5)
                        .mapToObj(n -> new Tick(BOTTOM - n * step * scale, InsightsPage.length(n * step)))
                        .toList(),
                labels(days),
                days.stream()
                        .map(day -> new Row(
                                InsightsPage.day(day),
                                day.ended(),
                                InsightsPage.length(day.halfSeconds()),
                                InsightsPage.length(day.mostSeconds())))
                        .toList(),
                days.isEmpty() ? BOTTOM : BOTTOM - days.getLast().halfSeconds() * scale,
                days.isEmpty() ? BOTTOM : BOTTOM - days.getLast().mostSeconds() * scale);
    }

    private static String line(List<Insights.Day> days, ToDoubleFunction<Insights.Day> seconds, double scale) {
        return IntStream.range(0, days.size())
                .mapToObj(n -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        x(n, days.size()),
                        BOTTOM - seconds.applyAsDouble(days.get(n)) * scale))
                .collect(Collectors.joining(" "));
    }

    /** At most eight, so that none covers another. */
    private static List<Tick> labels(List<Insights.Day> days) {
        int every = Math.max(1, (days.size() + 7) / 8);
        return IntStream.range(0, days.size())
                .filter(n -> n % every == 0)
                .mapToObj(n -> new Tick(x(n, days.size()), InsightsPage.day(days.get(n))))
                .toList();
    }

    private static double x(int n, int days) {
        return days == 1 ? RIGHT : LEFT + n * (RIGHT - LEFT) / (days - 1);
    }
}
