package dev.syndicate.approval.reading;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A part of a line as it is shown: text that stands for itself, or one character that would hide or pretend and is
 * therefore spelled out.
 *
 * @param text the text, or the character's code point, for example {@code U+202E}
 * @param spoken the character's name for screen readers; empty for text
 */
public record Piece(String text, String spoken) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<= )(?=[^ ])|(?<=[^ ])(?= )");
    private static final Pattern BREAKABLE = Pattern.compile("[-/?!|](?=.)");

    public Piece {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(spoken, "spoken");
    }

    /**
     * A word, or the blanks between two.
     *
     * @param whole whether a browser would break it at a sign, and should not
     */
    public record Word(String text, boolean whole) {}

    /** The text in words and blanks, in order. */
    public List<Word> words() {
        return BETWEEN_WORDS
                .splitAsStream(text)
                .map(word -> new Word(word, BREAKABLE.matcher(word).find()))
                .toList();
    }

    /** Whether this is a character spelled out. */
    public boolean escaped() {
        return !spoken.isEmpty();
    }
}
