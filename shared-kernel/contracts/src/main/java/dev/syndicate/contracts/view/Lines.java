package dev.syndicate.contracts.view;

import dev.syndicate.contracts.view.ViewSegment.Escape;
import dev.syndicate.contracts.view.ViewSegment.Text;
import java.util.ArrayList;
import java.util.List;

/** Turns text into lines of segments, in one pass over each word and in time proportional to the text. */
final class Lines {

    private static final Escape[] FREQUENT = new Escape[0x100];

    static {
        for (int c = 0; c < FREQUENT.length; c++) {
            FREQUENT[c] = new Escape(c);
        }
    }

    private final Characters characters = Characters.V1;
    private final String text;
    private final List<ViewSegment> segments = new ArrayList<>(2);
    private final int end;
    private int plainFrom;

    private Lines(String text, int from, int end) {
        this.text = text;
        this.plainFrom = from;
        this.end = end;
    }

    /** One line; a line feed is escaped like any other control. */
    static ViewLine single(String text) {
        return new Lines(text, 0, text.length()).line(0);
    }

    /** The lines between line feeds: one more than there are line feeds. */
    static List<ViewLine> split(String text) {
        List<ViewLine> lines = new ArrayList<>();
        int from = 0;
        int lineFeed = text.indexOf('\n');
        while (lineFeed >= 0) {
            lines.add(new Lines(text, from, lineFeed).line(from));
            from = lineFeed + 1;
            lineFeed = text.indexOf('\n', from);
        }
        lines.add(new Lines(text, from, text.length()).line(from));
        return lines;
    }

    /** One line, with masks in the place of these stretches. */
    static ViewLine single(String text, List<Cut> cuts) {
        if (cuts.isEmpty()) {
            return single(text);
        }
        List<ViewSegment> segments = new ArrayList<>();
        int at = 0;
        for (Cut cut : cuts) {
            segments.addAll(piece(text, at, cut.from()));
            segments.add(cut.mask());
            at = cut.to();
        }
        segments.addAll(piece(text, at, text.length()));
        return new ViewLine(segments);
    }

    /** The lines between the line feeds that are not within these stretches, with masks in their place. */
    static List<ViewLine> split(String text, List<Cut> cuts) {
        if (cuts.isEmpty()) {
            return split(text);
        }
        List<ViewLine> lines = new ArrayList<>();
        List<ViewSegment> line = new ArrayList<>();
        int at = 0;
        for (Cut cut : cuts) {
            at = split(text, at, cut.from(), line, lines);
            line.addAll(piece(text, at, cut.from()));
            line.add(cut.mask());
            at = cut.to();
        }
        at = split(text, at, text.length(), line, lines);
        line.addAll(piece(text, at, text.length()));
        lines.add(new ViewLine(line));
        return lines;
    }

    /** Ends a line at each line feed before the end; answers where the last one begins. */
    private static int split(String text, int from, int end, List<ViewSegment> line, List<ViewLine> lines) {
        int at = from;
        for (int feed = text.indexOf('\n', at); feed >= 0 && feed < end; feed = text.indexOf('\n', at)) {
            line.addAll(piece(text, at, feed));
            lines.add(new ViewLine(line));
            line.clear();
            at = feed + 1;
        }
        return at;
    }

    /** A mask ends a word, as the end of a line does. */
    private static List<ViewSegment> piece(String text, int from, int end) {
        return new Lines(text, from, end).line(from).segments();
    }

    private ViewLine line(int from) {
        int at = from;
        while (at < end) {
            at = isWordCharacter(text.charAt(at)) ? word(at) : delimiter(at);
        }
        flushTo(end);
        return new ViewLine(segments);
    }

    private int delimiter(int at) {
        if (!characters.isShown(text.charAt(at))) {
            escape(at, text.charAt(at));
        }
        return at + 1;
    }

    private int word(int from) {
        boolean latin = false;
        boolean foreign = false;
        boolean homoglyphsOnly = true;
        int at = from;
        while (at < end && isWordCharacter(text.charAt(at))) {
            int c = text.codePointAt(at);
            latin |= characters.isLatin(c);
            foreign |= characters.isForeign(c);
            homoglyphsOnly &= c < 0x80 || characters.isHomoglyph(c);
            at += Character.charCount(c);
        }
        escapeWithin(from, at, foreign && (latin || homoglyphsOnly));
        return at;
    }

    private void escapeWithin(int from, int to, boolean foreignToo) {
        int at = from;
        while (at < to) {
            int c = text.codePointAt(at);
            if (!characters.isShown(c) || foreignToo && characters.isForeign(c)) {
                escape(at, c);
            }
            at += Character.charCount(c);
        }
    }

    private void escape(int at, int c) {
        flushTo(at);
        segments.add(c < FREQUENT.length ? FREQUENT[c] : new Escape(c));
        plainFrom = at + Character.charCount(c);
    }

    private void flushTo(int to) {
        if (plainFrom < to) {
            segments.add(new Text(text.substring(plainFrom, to)));
        }
    }

    /** Words are what ASCII signs, blanks and controls separate. */
    private static boolean isWordCharacter(char c) {
        return c >= 0x80 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    }
}
