package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.view.RenderedView;
import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewLine;

/** Finds the one line of a view that says what would happen. */
final class Headline {

    private Headline() {}

    static ViewLine of(ReviewedAction reviewed) {
        return switch (reviewed.action().kind()) {
            case COMMAND -> firstLine(reviewed.view());
            case FILE_READ, FILE_WRITE, FILE_EDIT -> target(reviewed.view());
            case NETWORK, MCP_CALL, OTHER -> call(reviewed);
        };
    }

    private static ViewLine firstLine(RenderedView view) {
        return view.sections().size() == 1
                ? view.title()
                : view.sections().getFirst().lines().stream()
                        .filter(line -> !line.plain().isBlank())
                        .findFirst()
                        .orElse(view.title());
    }

    private static ViewLine target(RenderedView view) {
        return view.facts().stream()
                .filter(fact -> fact.label().equals("Target"))
                .map(ViewFact::value)
                .findFirst()
                .orElse(view.title());
    }

    /** What is called, and with what. */
    private static ViewLine call(ReviewedAction reviewed) {
        CanonicalAction action = reviewed.action();
        String called = action.targets().isEmpty()
                ? action.tool().rawName()
                : action.targets().getFirst();
        return reviewed.masks().line(called + " ", action.parameters());
    }
}
