package dev.syndicate.approval.reading;

import java.util.Objects;

/**
 * A part of a line as it is shown: text that stands for itself, or one character that would hide or pretend and is
 * therefore spelled out.
 *
 * @param text the text, or the character's code point, for example {@code U+202E}
 * @param spoken the character's name for screen readers; empty for text
 */
public record Piece(String text, String spoken) {

    public Piece {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(spoken, "spoken");
    }

    /** Whether this is a character spelled out. */
    public boolean escaped() {
        return !spoken.isEmpty();
    }
}
