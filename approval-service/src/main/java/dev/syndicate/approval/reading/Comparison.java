package dev.syndicate.approval.reading;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An old text and the new one, line by line. Every line of both is in it, with its characters spelled out as in the view:
 * a comparison arranges what the view shows and leaves nothing out.
 *
 * @param title for example {@code Edit 2}; empty where there is one alone
 */
public record Comparison(String title, List<Row> rows, long added, long removed) {

    /** Above this many lines of both texts together they are shown one after the other, not compared. */
    static final int MAX_LINES = 6_000;

    /**
     * A line of one text, or one that both have.
     *
     * @param kind {@code same}, {@code removed} or {@code added}
     * @param before its number in the old text; 0 where it is not there
     * @param after its number in the new text; 0 where it is not there
     */
    public record Row(String kind, int before, int after, List<Token> tokens) {

        public Row {
            tokens = List.copyOf(tokens);
        }

        /** How a page names the lines that this row of the n-th comparison shows: of the old text, of the new, or both. */
        public String key(int n) {
            String old = before > 0 ? "e%do%d".formatted(n, before) : "";
            String fresh = after > 0 ? "e%dn%d".formatted(n, after) : "";
            return (old + " " + fresh).strip();
        }

        /** Its number in the old text, or in the new one. */
        public int number(boolean old) {
            return old ? before : after;
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
        return Optional.of(new ComparedLines(before.lines(), after.lines()).in(title, patch));
    }

    /** The rows as two columns. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        int at = 0;
        while (at < rows.size()) {
            if (rows.get(at).kind().equals("same")) {
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
