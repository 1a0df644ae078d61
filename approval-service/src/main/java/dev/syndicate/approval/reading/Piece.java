package dev.syndicate.approval.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a line as it is shown: text that stands for itself, one character that would hide or pretend and is therefore
 * spelled out, or the mask of a known secret.
 *
 * @param text the text, or the character's code point, for example {@code U+202E}, or what is masked and how long it is
 * @param spoken the character's name, or what is masked, for screen readers; empty for text
 * @param mask the kind of secret, for example {@code github-token}; absent for all else
 */
public record Piece(
        String text,
        String spoken,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mask) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<= )(?=[^ ])|(?<=[^ ])(?= )");
    private static final Pattern BREAKABLE = Pattern.compile("[-/?!|](?=.)");

    public Piece {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(spoken, "spoken");
    }

    /** Text, or a character spelled out. */
    public Piece(String text, String spoken) {
        this(text, spoken, null);
    }

    static Piece ofText(String text) {
        return new Piece(text, "");
    }

    static Piece ofMask(String kind, int length) {
        String masked = "%s masked, %d characters".formatted(kind, length);
        return new Piece(masked, masked, kind);
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

    /** Whether this does not stand for itself: a character spelled out, or a mask. */
    public boolean escaped() {
        return !spoken.isEmpty();
    }

    /** Whether policy masks here what stands in the action. */
    public boolean masked() {
        return mask != null;
    }
}
