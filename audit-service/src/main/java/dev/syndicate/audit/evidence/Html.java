package dev.syndicate.audit.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML. Text is escaped wherever it goes, and characters that nobody sees, or that turn the direction of reading,
 * are shown as their code points: what tools and people wrote must not deceive whoever reads it.
 */
final class Html {

    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /** Markup of this program's own. */
    Html raw(String markup) {
        try {
            out.write(markup);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text from anywhere. */
    Html text(@Nullable String text) {
        return raw(escaped(text == null ? "" : text, false));
    }

    /** Text of several lines, for an element that keeps white space. */
    Html lines(String text) {
        return raw(escaped(text, true));
    }

    /** A digest, an identifier or anything else that is compared character by character. */
    Html code(@Nullable String text) {
        return raw("<code>").text(text).raw("</code>");
    }

    static String escaped(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> append(safe, point, lines);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point, boolean lines) {
        boolean kept = lines && (point == '\n' || point == '\t');
        if (kept || !isDeceptive(point)) {
            safe.appendCodePoint(point);
        } else {
            safe.append("<span class=\"point\">U+%04X</span>".formatted(point));
        }
    }

    private static boolean isDeceptive(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> false;
        };
    }
}
