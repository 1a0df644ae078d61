package dev.syndicate.platform.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Stands for a person in the content tables: HMAC-SHA256 of issuer, a zero byte and subject, under a key of its own, as
 * 64 lowercase hexadecimal digits. Without that key nobody can tell whose rows these are, not even by trying names.
 */
public record Pseudonym(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Pseudonym {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A pseudonym has 64 lowercase hexadecimal digits");
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
