package dev.syndicate.platform.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.crypto.Hmac;
import java.util.HexFormat;
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

    /** The person's, under the key of the directory. */
    static Pseudonym of(byte[] key, DataSubject person) {
        byte[] mac = Hmac.sha256(key, Crypto.about(person.issuer(), person.subject()));
        return new Pseudonym(HexFormat.of().formatHex(mac));
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
