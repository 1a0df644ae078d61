package dev.syndicate.contracts.json;

/** The literals {@code true} and {@code false}. */
public enum JsonBoolean implements JsonValue {
    /** {@code true}. */
    TRUE(true),
    /** {@code false}. */
    FALSE(false);

    private final boolean value;

    JsonBoolean(boolean value) {
        this.value = value;
    }

    /** As a Java value. */
    public boolean value() {
        return value;
    }

    @Override
    public Object toPlain() {
        return value;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
