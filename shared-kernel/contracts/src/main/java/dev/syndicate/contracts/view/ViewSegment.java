package dev.syndicate.contracts.view;

import java.util.Optional;

/**
 * A part of a line: text to be drawn as it is, the token of one character that must not be, or the mask of a known secret.
 */
public sealed interface ViewSegment {

    /** How this part reads as plain text; an escape is {@code ‹U+202E›}. */
    String plain();

    /**
     * Characters that are drawn as themselves.
     *
     * @param value never empty
     */
    record Text(String value) implements ViewSegment {

        @Override
        public String plain() {
            return value;
        }
    }

    /**
     * One character that is shown by its number: a control, a direction mark, something invisible, or a look-alike.
     *
     * @param codePoint the character
     */
    record Escape(int codePoint) implements ViewSegment {

        /** The number as Unicode writes it, for example {@code U+202E}. */
        public String number() {
            return "U+%04X".formatted(codePoint);
        }

        /** The Unicode name, for example {@code RIGHT-TO-LEFT OVERRIDE}; absent for characters without one. */
        public Optional<String> name() {
            return Optional.ofNullable(Characters.V1.name(codePoint));
        }

        @Override
        public String plain() {
            return "‹" + number() + "›";
        }
    }

    /**
     * A known secret that policy lets be masked. Nothing of it is here but its kind and length.
     *
     * @param length in code points of the text that it stands for
     */
    record Mask(SecretKind kind, int length) implements ViewSegment {

        @Override
        public String plain() {
            return "‹%s masked, %d characters›".formatted(kind.wireName(), length);
        }
    }
}
