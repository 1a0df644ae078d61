package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Text of others on a terminal: what tools and people wrote must not steer the terminal of whoever reads it. */
final class Printable {

    private static final int MILLISECONDS = 23;

    private Printable() {}

    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : text(value.asText());
    }

    static String text(String text) {
        return text.codePoints()
                .map(point -> isOdd(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** A time to the millisecond, UTC. */
    static String time(JsonNode instant) {
        String text = text(instant).replace("T", " ").replace("Z", "");
        return text.substring(0, Math.min(MILLISECONDS, text.length()));
    }

    private static boolean isOdd(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
