package dev.syndicate.approval.reading;

import java.util.ArrayList;
import java.util.List;

/** Finds the names and the texts in lines of JSON, for their colours. */
final class JsonMarks {

    private JsonMarks() {}

    static List<Mark> of(String text) {
        List<Mark> marks = new ArrayList<>();
        int at = text.indexOf('"');
        while (at >= 0) {
            int to = stringEnd(text, at + 1);
            boolean name = to < text.length() && text.charAt(to) == ':';
            marks.add(new Mark(at, to, name ? Mark.KEY : Mark.STRING));
            at = text.indexOf('"', to);
        }
        return marks;
    }

    private static int stringEnd(String text, int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) != '"') {
            to += text.charAt(to) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), to + 1);
    }
}
