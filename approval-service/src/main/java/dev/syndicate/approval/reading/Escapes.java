package dev.syndicate.approval.reading;

import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSegment;
import java.util.ArrayList;
import java.util.List;

/** Spells out what would hide or pretend, and draws masks; which characters and secrets those are, the view says. */
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

    /** A text with its secrets masked, for members that hold plain text: {@code [jwt masked, 120 characters]}. */
    public static String masked(String text, Masks masks) {
        StringBuilder shown = new StringBuilder();
        for (ViewSegment segment : masks.line(text).segments()) {
            switch (segment) {
                case ViewSegment.Text part -> shown.append(part.value());
                case ViewSegment.Escape escape -> shown.appendCodePoint(escape.codePoint());
                case ViewSegment.Mask mask ->
                    shown.append('[').append(piece(mask).text()).append(']');
            }
        }
        return shown.toString();
    }

    /** The beginning of a line, at most so many characters of its text. */
    static List<Piece> beginning(List<Piece> line, int characters) {
        List<Piece> shown = new ArrayList<>();
        int left = characters;
        for (Piece piece : line) {
            if (left <= 0) {
                break;
            }
            shown.add(piece.escaped() ? piece : Piece.ofText(cut(piece.text(), left)));
            left -= piece.text().length();
        }
        return shown;
    }

    static Piece piece(ViewSegment segment) {
        return switch (segment) {
            case ViewSegment.Text text -> Piece.ofText(text.value());
            case ViewSegment.Mask mask -> Piece.ofMask(mask.kind().wireName(), mask.length());
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
