package dev.syndicate.contracts.view;

import java.util.Objects;

/**
 * One thing to know about the action, on a line of its own.
 *
 * @param label ours, for example {@code Working directory}
 * @param value theirs; a line feed in it is escaped
 */
public record ViewFact(String label, ViewLine value) {

    public ViewFact {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
    }

    /** A fact with this text. */
    public static ViewFact of(String label, String value) {
        return of(label, value, Masks.NONE);
    }

    /** A fact with this text, in which secrets are masked. */
    public static ViewFact of(String label, String value, Masks masks) {
        return new ViewFact(label, masks.line(value));
    }
}
