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
 */
record Result(String what, String unit, double ours, double baseline, String beside) {

    static final String HEAD = "%-44s %14s %14s %7s  %s".formatted("Measured", "ours", "baseline", "ratio", "beside");

    String line() {
        return String.format(
                Locale.ROOT,
                "%-44s %14s %14s %7.2f  %s",
                what,
                figure(ours),
                figure(baseline),
                ours / baseline,
                beside);
    }

    private String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f %s" : "%,.0f %s", value, unit);
    }
}
