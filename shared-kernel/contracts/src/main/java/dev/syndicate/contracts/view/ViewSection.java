package dev.syndicate.contracts.view;

import java.util.List;
import java.util.Objects;

/**
 * A text of several lines under a heading, whole.
 *
 * @param heading ours, for example {@code Command}
 * @param lines at least one
 */
public record ViewSection(String heading, List<ViewLine> lines) {

    public ViewSection {
        Objects.requireNonNull(heading, "heading");
        lines = List.copyOf(lines);
    }

    /** The text split at line feeds; a line feed at the end gives an empty last line. */
    static ViewSection of(String heading, String text, Masks masks) {
        return new ViewSection(heading, Lines.split(text, masks.cuts(text)));
    }
}
