package dev.syndicate.local.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What happened, beside what had to happen. */
final class Report {

    private final List<Row> rows = new ArrayList<>();

    private record Row(String step, String expected, String happened, boolean ok) {}

    void add(String step, String expected, String happened, boolean ok) {
        rows.add(new Row(step, expected, happened.replaceAll("\\s+", " ").strip(), ok));
    }

    /** Whether something was expected, and all of it held. */
    boolean holds() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::ok);
    }

    long failures() {
        return rows.stream().filter(row -> !row.ok()).count();
    }

    int expectations() {
        return rows.size();
    }

    void print(PrintStream out) {
        int step = width(rows.stream().map(Row::step).toList(), "Step", 44);
        int expected = width(rows.stream().map(Row::expected).toList(), "Expected", 30);
        String format = "%-2s %-" + step + "s  %-" + expected + "s  %s%n";
        out.printf(format, "", "Step", "Expected", "What happened");
        for (Row row : rows) {
            String mark = row.ok() ? "ok" : "!!";
            out.printf(format, mark, cut(row.step(), step), cut(row.expected(), expected), cut(row.happened(), 100));
        }
    }

    private static int width(List<String> texts, String title, int most) {
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        return Math.min(most, Math.max(title.length(), longest));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
