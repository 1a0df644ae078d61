package dev.syndicate.approval.explorer;

import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record answers to one question.
 *
 * @param verdict in a word; absent when the record says nothing of it
 */
public record Answer(String question, String icon, @Nullable Match verdict, List<Line> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /**
     * A fact.
     *
     * @param href where there is more of it; absent when nowhere
     * @param tone the style's class
     */
    public record Line(
            String label,
            List<Piece> value,
            boolean code,
            @Nullable String href,
            String tone) {}

    /** Lines for what the record states; what it does not state gets none. */
    static final class Lines {

        private final List<Line> lines = new ArrayList<>();

        Lines text(String label, String value) {
            return add(label, value, false, null, "");
        }

        Lines code(String label, String value) {
            return add(label, value, true, null, "");
        }

        Lines marked(String label, String value, String tone) {
            return add(label, value, true, null, tone);
        }

        Lines link(String label, String value, String href) {
            return add(label, value, true, href, "");
        }

        List<Line> list() {
            return lines;
        }

        private Lines add(String label, String value, boolean code, @Nullable String href, String tone) {
            if (!value.isEmpty()) {
                lines.add(new Line(label, Escapes.pieces(value), code, href, tone));
            }
            return this;
        }
    }
}
