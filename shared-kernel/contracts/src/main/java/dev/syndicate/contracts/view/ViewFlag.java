package dev.syndicate.contracts.view;

import java.util.ArrayList;
import java.util.List;

/**
 * One character that is shown by its number, and where it stands.
 *
 * @param heading of the section, or the label of the fact, or {@code Title}
 * @param line from 1
 * @param column from 1, in code points of the original line
 * @param escape the character
 */
public record ViewFlag(String heading, int line, int column, ViewSegment.Escape escape) {

    static List<ViewFlag> in(RenderedView view) {
        List<ViewFlag> flags = new ArrayList<>();
        add(flags, "Title", 1, view.title());
        view.facts().forEach(fact -> add(flags, fact.label(), 1, fact.value()));
        for (ViewSection section : view.sections()) {
            for (int i = 0; i < section.lines().size(); i++) {
                add(flags, section.heading(), i + 1, section.lines().get(i));
            }
        }
        return flags;
    }

    private static void add(List<ViewFlag> flags, String heading, int number, ViewLine line) {
        int column = 1;
        for (ViewSegment segment : line.segments()) {
            switch (segment) {
                case ViewSegment.Text text ->
                    column += text.value().codePointCount(0, text.value().length());
                case ViewSegment.Mask mask -> column += mask.length();
                case ViewSegment.Escape escape -> flags.add(new ViewFlag(heading, number, column++, escape));
            }
        }
    }
}
