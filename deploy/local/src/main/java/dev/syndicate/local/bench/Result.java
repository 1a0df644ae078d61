package dev.syndicate.local.bench;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param what what was measured
 * @param unit of both figures, for example {@code ms} or {@code /s}
 * @param ours the figure
 * @param baseline the figure beside it
 * @param beside what the baseline is
 * @param goal what it should be
 */
record Result(String what, String unit, double ours, double baseline, String beside, Goal goal) {

    static final String HEAD =
            "%-44s %14s %14s %7s  %-19s %s".formatted("Measured", "ours", "baseline", "ratio", "goal", "beside");

    /** A figure without a goal. */
    Result(String what, String unit, double ours, double baseline, String beside) {
        this(what, unit, ours, baseline, beside, Goal.NONE);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-44s %14s %14s %7.2f  %-19s %s",
                what,
                figure(ours),
                figure(baseline),
                ours / baseline,
                told(),
                beside);
    }

    private String told() {
        String text = goal.text();
        return text.isEmpty() ? text : text + (goal.isMet(ours, baseline) ? "" : " missed");
    }

    private String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f %s" : "%,.0f %s", value, unit);
    }
}
