package dev.syndicate.contracts.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line, in parts from left to right.
 *
 * @param segments empty for an empty line
 */
public record ViewLine(List<ViewSegment> segments) {

    /** A line longer than this takes several rows of a reviewer's attention. */
    public static final int ROW_WIDTH = 120;

    public ViewLine {
        segments = List.copyOf(segments);
    }

    /** The line as plain text, with escapes as {@code ‹U+202E›} and masks as {@code ‹jwt masked, 120 characters›}. */
    public String plain() {
        return segments.stream().map(ViewSegment::plain).collect(Collectors.joining());
    }

    /** How many characters {@link #plain()} has, in code points. */
    public long width() {
        long width = 0;
        for (ViewSegment segment : segments) {
            width += switch (segment) {
                case ViewSegment.Text text ->
                    text.value().codePointCount(0, text.value().length());
                case ViewSegment.Escape escape ->
                    escape.codePoint() > 0xFFFFF ? 10 : escape.codePoint() > 0xFFFF ? 9 : 8;
                case ViewSegment.Mask mask -> mask.plain().length();
            };
        }
        return width;
    }

    /** How many rows of {@value #ROW_WIDTH} characters the line fills; at least one. */
    public long rows() {
        return Math.max(1, (width() + ROW_WIDTH - 1) / ROW_WIDTH);
    }

    /** How many known secrets are masked. */
    public long masks() {
        return segments.stream().filter(ViewSegment.Mask.class::isInstance).count();
    }

    /** How many characters are shown by their number. */
    public long escapes() {
        return segments.stream().filter(ViewSegment.Escape.class::isInstance).count();
    }
}
