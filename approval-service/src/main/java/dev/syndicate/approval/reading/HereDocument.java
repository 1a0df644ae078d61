package dev.syndicate.approval.reading;

import java.util.Optional;

/**
 * A text in a shell text, up to a line that says where it ends.
 *
 * @param indented whether tabs before the last line do not count
 */
record HereDocument(String delimiter, boolean indented) {

    private static final String BLANKS = " \t";
    private static final String ENDS = " \t\n|&;()<>";

    /** Of what stands behind {@code <<}; empty where nothing does. */
    static Optional<HereDocument> of(String behind) {
        boolean indented = behind.startsWith("-");
        String delimiter = behind.substring(indented ? 1 : 0)
                .strip()
                .replace("\"", "")
                .replace("'", "")
                .replace("\\", "");
        return delimiter.isEmpty() ? Optional.empty() : Optional.of(new HereDocument(delimiter, indented));
    }

    /** Where the word behind {@code <<} ends. */
    static int delimiterEnd(String text, int from) {
        int to = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
        while (to < text.length() && BLANKS.indexOf(text.charAt(to)) >= 0) {
            to++;
        }
        while (to < text.length() && ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return to;
    }

    /** Where the document that begins here is over, its last line included. */
    int end(String text, int from) {
        int line = from;
        while (line < text.length()) {
            int to = lineEnd(text, line);
            String content = text.substring(line, to);
            line = Math.min(text.length(), to + 1);
            if ((indented ? content.replaceFirst("^\t+", "") : content).equals(delimiter)) {
                return line;
            }
        }
        return line;
    }

    static int lineEnd(String text, int from) {
        int lineFeed = text.indexOf('\n', from);
        return lineFeed < 0 ? text.length() : lineFeed;
    }
}
