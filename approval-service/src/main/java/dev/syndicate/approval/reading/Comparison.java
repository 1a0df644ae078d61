package dev.syndicate.approval.reading;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An old text and the new one, line by line, their characters spelled out as in the view. Of two texts of the view every
 * line is in it: it arranges what the view shows and leaves nothing out. Of two states of a file there are the lines that
 * differ with some around them, and the number of those in between.
 *
 * @param title for example {@code Edit 2}; empty where there is one alone
 */
public record Comparison(String title, List<Row> rows, long added, long removed) {

    /** Above this many lines of both texts together they are shown one after the other, not compared. */
    static final int MAX_LINES = 6_000;

    /** Unchanged lines around a change in a file. */
    static final int CONTEXT = 3;

    /**
     * A line of one text, or one that both have.
     *
     * @param kind {@code same}, {@code removed} or {@code added}; {@code skipped} stands for several that both have
     * @param before its number in the old text; 0 where it is not there
     * @param after its number in the new text; 0 where it is not there
     */
    public record Row(String kind, int before, int after, List<Token> tokens) {

        public Row {
            tokens = List.copyOf(tokens);
        }

        /**
         * How a page names the lines that this row of the n-th comparison shows: of the old text, of the new, or both. Nothing,
         * where n is negative: those of a file are beside the view, and nobody has to have seen them.
         */
        public String key(int n) {
            if (n < 0) {
                return "";
            }
            String old = before > 0 ? "e%do%d".formatted(n, before) : "";
            String fresh = after > 0 ? "e%dn%d".formatted(n, after) : "";
            return (old + " " + fresh).strip();
        }

        /** Its number in the old text, or in the new one. */
        public int number(boolean old) {
            return old ? before : after;
        }

        /** Whether it stands on both sides. */
        boolean isInBoth() {
            return kind.equals("same") || kind.equals("skipped");
        }

        public String sign() {
            return switch (kind) {
                case "removed" -> "-";
                case "added" -> "+";
                default -> "";
            };
        }
    }

    /** Two halves of one line, side by side; either may be missing. */
    public record Pair(Optional<Row> before, Optional<Row> after) {

        public List<Optional<Row>> halves() {
            return List.of(before, after);
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
    }

    static Optional<Comparison> of(String title, ViewSection before, ViewSection after) {
        if (before.lines().size() + after.lines().size() > MAX_LINES) {
            return Optional.empty();
        }
        List<String> old = before.lines().stream().map(ViewLine::plain).toList();
        List<String> fresh = after.lines().stream().map(ViewLine::plain).toList();
        Patch<String> patch = DiffUtils.diff(old, fresh, new MyersDiffWithLinearSpace<>());
        return Optional.of(new ComparedLines(before.lines(), after.lines(), ComparedLines.ALL).in(title, patch));
    }

    /** Two states of one file; empty where more differs than is compared. */
    public static Optional<Comparison> ofFile(String before, String after) {
        List<String> old = List.of(before.split("\n", -1));
        List<String> fresh = List.of(after.split("\n", -1));
        return BoundedDiff.of(old, fresh)
                .map(patch -> new ComparedLines(spelledOut(old), spelledOut(fresh), CONTEXT).in("", patch));
    }

    /** Only the lines that are shown are looked at closely. */
    private static List<ViewLine> spelledOut(List<String> lines) {
        return new AbstractList<>() {
            @Override
            public ViewLine get(int index) {
                return ViewFact.of("", lines.get(index)).value();
            }

            @Override
            public int size() {
                return lines.size();
            }
        };
    }

    /** How many characters in it are spelled out. */
    public long flagged() {
        return rows.stream()
                .flatMap(row -> row.tokens().stream())
                .flatMap(token -> token.pieces().stream())
                .filter(Piece::escaped)
                .count();
    }

    /** The rows as two columns. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        int at = 0;
        while (at < rows.size()) {
            if (rows.get(at).isInBoth()) {
                pairs.add(new Pair(Optional.of(rows.get(at)), Optional.of(rows.get(at))));
                at++;
                continue;
            }
            int removedEnd = endOf("removed", at);
            int addedEnd = endOf("added", removedEnd);
            for (int i = 0; i < Math.max(removedEnd - at, addedEnd - removedEnd); i++) {
                pairs.add(new Pair(rowBefore(at + i, removedEnd), rowBefore(removedEnd + i, addedEnd)));
            }
            at = addedEnd;
        }
        return pairs;
    }

    private int endOf(String kind, int from) {
        int to = from;
        while (to < rows.size() && rows.get(to).kind().equals(kind)) {
            to++;
        }
        return to;
    }

    private Optional<Row> rowBefore(int at, int end) {
        return at < end ? Optional.of(rows.get(at)) : Optional.empty();
    }
}
