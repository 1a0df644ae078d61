package dev.syndicate.approval.reading;

import java.util.List;

/**
 * A text of several lines.
 *
 * @param title for example {@code Command}
 * @param cut lines that are left out; not 0 only where nobody may approve
 */
public record Passage(String title, List<List<Token>> lines, long cut) {

    public Passage {
        lines = List.copyOf(lines);
    }
}
