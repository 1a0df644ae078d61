package dev.syndicate.approval.reading;

import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSegment;
import java.util.ArrayList;
import java.util.List;

/** Spells out what would hide or pretend; which characters those are, {@code view/v1} says. */
public final class Escapes {

    private Escapes() {}

    /** A text in one line. */
    public static List<Piece> pieces(String text) {
        return pieces(ViewFact.of("", text).value());
    }

    /** A line of a view. */
    public static List<Piece> pieces(ViewLine line) {
        return line.segments().stream().map(Escapes::piece).toList();
    }

    /** The beginning of a line, at most so many characters of its text. */
    static List<Piece> beginning(List<Piece> line, int characters) {
        List<Piece> shown = new ArrayList<>();
        int left = characters;
        for (Piece piece : line) {
            if (left <= 0) {
                break;
            }
            shown.add(piece.escaped() ? piece : new Piece(cut(piece.text(), left), ""));
            left -= piece.text().length();
        }
        return shown;
    }

    static Piece piece(ViewSegment segment) {
        return switch (segment) {
            case ViewSegment.Text text -> new Piece(text.value(), "");
            case ViewSegment.Escape escape -> new Piece(escape.number(), spoken(escape));
        };
    }

    static String spoken(ViewSegment.Escape escape) {
        return escape.number() + " " + escape.name().orElse("unassigned character");
    }

    /** Never between the halves of a surrogate pair. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
