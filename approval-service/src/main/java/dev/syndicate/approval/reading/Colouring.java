package dev.syndicate.approval.reading;

import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays marks over the lines of a view. It only cuts the lines' own segments into shorter ones, so whatever the marks are,
 * the same characters stand there in the same order.
 */
public final class Colouring {

    private final List<Mark> marks;
    private int mark;
    private int at;

    private Colouring(List<Mark> marks) {
        this.marks = marks;
    }

    /** Lines of a text whose marks count its line feeds. */
    static List<List<Token>> coloured(List<ViewLine> lines, List<Mark> marks) {
        Colouring colouring = new Colouring(marks);
        List<List<Token>> coloured = new ArrayList<>();
        for (ViewLine line : lines) {
            coloured.add(colouring.line(line));
            colouring.at++;
        }
        return coloured;
    }

    /** One line without colours. */
    public static List<Token> plain(ViewLine line) {
        return line.segments().isEmpty() ? List.of() : List.of(new Token("", Escapes.pieces(line)));
    }

    private List<Token> line(ViewLine line) {
        List<Token> tokens = new ArrayList<>();
        for (ViewSegment segment : line.segments()) {
            switch (segment) {
                case ViewSegment.Text text -> cut(text.value(), tokens);
                case ViewSegment.Mask _ -> {
                    tokens.add(new Token(kindAt(at), List.of(Escapes.piece(segment))));
                    at += ReviewedAction.MASKED.length();
                }
                case ViewSegment.Escape escape -> {
                    tokens.add(new Token(kindAt(at), List.of(Escapes.piece(escape))));
                    at += Character.charCount(escape.codePoint());
                }
            }
        }
        return tokens;
    }

    private void cut(String text, List<Token> tokens) {
        int from = 0;
        while (from < text.length()) {
            String kind = kindAt(at);
            int to = Math.min(text.length(), from + boundary() - at);
            tokens.add(new Token(kind, List.of(new Piece(text.substring(from, to), ""))));
            at += to - from;
            from = to;
        }
    }

    private String kindAt(int position) {
        while (mark < marks.size() && marks.get(mark).to() <= position) {
            mark++;
        }
        return mark < marks.size() && marks.get(mark).from() <= position
                ? marks.get(mark).kind()
                : "";
    }

    /** Where the colour may next change. */
    private int boundary() {
        if (mark == marks.size()) {
            return Integer.MAX_VALUE / 2;
        }
        Mark next = marks.get(mark);
        return next.from() <= at ? next.to() : next.from();
    }
}
