package dev.syndicate.contracts.json;

import org.jspecify.annotations.Nullable;

/** The literal {@code null}. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public @Nullable Object toPlain() {
        return null;
    }

    @Override
    public String toString() {
        return "null";
    }
}
