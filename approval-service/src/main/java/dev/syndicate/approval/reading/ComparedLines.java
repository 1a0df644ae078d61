package dev.syndicate.approval.reading;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import dev.syndicate.approval.reading.Comparison.Row;
import dev.syndicate.contracts.view.ViewLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines of two texts into one order, the removed before the added, and marks what differs within a line. */
final class ComparedLines {

    /** As context: all lines. Twice as many are still a number. */
    static final int ALL = Integer.MAX_VALUE / 4;

    private static final String CHANGED = "t-changed";

    private final List<ViewLine> before;
    private final List<ViewLine> after;
    private final int context;
    private final List<Row> rows = new ArrayList<>();
    private int old;
    private int fresh;

    /** @param context how many unchanged lines are shown before and after a change */
    ComparedLines(List<ViewLine> before, List<ViewLine> after, int context) {
        this.before = before;
        this.after = after;
        this.context = context;
    }

    /** Neighbouring changes are one: what is removed at a place stands before what is added there. */
    Comparison in(String title, Patch<String> patch) {
        int gone = 0;
        int come = 0;
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            if (delta.getSource().getPosition() > old + gone) {
                change(gone, come);
                gone = 0;
                come = 0;
                sameUntil(delta.getSource().getPosition(), context);
            }
            gone += delta.getSource().size();
            come += delta.getTarget().size();
        }
        change(gone, come);
        sameUntil(before.size(), 0);
        return new Comparison(title, rows, count("added"), count("removed"));
    }

    private long count(String kind) {
        return rows.stream().filter(row -> row.kind().equals(kind)).count();
    }

    /** What lies between two changes, or before the first or after the last: its beginning and its end, where it is long. */
    private void sameUntil(int position, int shownBefore) {
        int shownAfter = rows.isEmpty() ? 0 : context;
        int hidden = position - old - shownAfter - shownBefore;
        if (hidden > 1) {
            showUntil(old + shownAfter);
            rows.add(skipped(hidden));
            old += hidden;
            fresh += hidden;
        }
        showUntil(position);
    }

    private static Row skipped(int lines) {
        Piece text = new Piece("%,d unchanged lines".formatted(lines), "");
        return new Row("skipped", 0, 0, List.of(new Token("", List.of(text))));
    }

    private void showUntil(int position) {
        while (old < position) {
            rows.add(new Row("same", old + 1, fresh + 1, Colouring.plain(before.get(old))));
            old++;
            fresh++;
        }
    }

    private void change(int gone, int come) {
        for (int i = 0; i < gone; i++) {
            ViewLine other = i < come ? after.get(fresh + i) : null;
            rows.add(new Row("removed", old + i + 1, 0, tokens(before.get(old + i), other)));
        }
        for (int i = 0; i < come; i++) {
            ViewLine other = i < gone ? before.get(old + i) : null;
            rows.add(new Row("added", 0, fresh + i + 1, tokens(after.get(fresh + i), other)));
        }
        old += gone;
        fresh += come;
    }

    /** What lies between the common beginning and the common end of both lines is marked, where they have something in common. */
    private static List<Token> tokens(ViewLine line, @Nullable ViewLine other) {
        if (other == null) {
            return Colouring.plain(line);
        }
        String own = ReviewedAction.text(List.of(line)).stripTrailing();
        String their = ReviewedAction.text(List.of(other)).stripTrailing();
        int shortest = Math.min(own.length(), their.length());
        int from = 0;
        while (from < shortest && own.charAt(from) == their.charAt(from)) {
            from++;
        }
        int tail = 0;
        while (tail < shortest - from
                && own.charAt(own.length() - 1 - tail) == their.charAt(their.length() - 1 - tail)) {
            tail++;
        }
        from = wordStart(own, from);
        int to = wordEnd(own, own.length() - tail);
        boolean alike = !own.substring(0, from).isBlank() || !own.substring(to).isBlank();
        return from < to && alike
                ? Colouring.coloured(List.of(line), List.of(new Mark(from, to, CHANGED)))
                        .getFirst()
                : Colouring.plain(line);
    }

    private static int wordStart(String text, int from) {
        int start = Math.min(from, text.length());
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int wordEnd(String text, int to) {
        int end = Math.max(0, to);
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
