package dev.syndicate.contracts.json;

/**
 * A string, exactly as it came: never normalised, never trimmed.
 *
 * @param value well-formed UTF-16; a lone surrogate is refused
 */
public record JsonString(String value) implements JsonValue {

    public JsonString {
        requireWellFormed(value);
    }

    @Override
    public Object toPlain() {
        return value;
    }

    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }

    static void requireWellFormed(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c) || i == text.length() || !Character.isLowSurrogate(text.charAt(i++))) {
                throw new IllegalArgumentException("A JSON string may not hold a lone surrogate");
            }
        }
    }
}
