package dev.syndicate.approval.change;

import java.util.function.Function;

/** What becomes of a file's text. */
sealed interface Rewritten {

    /** The text that the file would have; empty where it would be deleted. */
    record Text(String value) implements Rewritten {}

    /** The change does not fit the file. */
    record Impossible(String why) implements Rewritten {}

    /** The next change to the same file. */
    default Rewritten then(Function<String, Rewritten> next) {
        return switch (this) {
            case Text text -> next.apply(text.value());
            case Impossible impossible -> impossible;
        };
    }
}
