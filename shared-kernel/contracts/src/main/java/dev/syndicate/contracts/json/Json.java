package dev.syndicate.contracts.json;

import dev.syndicate.contracts.json.InadmissibleJsonException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The only way in: bytes that any two readers would take for the same value become a {@link JsonValue}. */
public final class Json {

    private Json() {}

    /** Admits up to 8 MiB of UTF-8. */
    public static JsonValue parse(byte[] utf8) throws InadmissibleJsonException {
        return admit(utf8, AdmissionLimits.DEFAULT);
    }

    /** Admits a text, counted and limited as its UTF-8. A lone surrogate in it is refused. */
    public static JsonValue parse(String text) throws InadmissibleJsonException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // Encoding puts a question mark for what cannot be encoded; only then do the lengths or the text differ.
        if (!new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            throw new InadmissibleJsonException(Code.LONE_SURROGATE, 0, "The text holds a lone surrogate");
        }
        return parse(utf8);
    }

    /** Admits UTF-8 up to the limit. */
    public static JsonValue admit(byte[] utf8, AdmissionLimits limits) throws InadmissibleJsonException {
        return new AdmissionParser(utf8, limits).parse();
    }

    /** Admits one object; any other value is malformed here. */
    public static JsonObject parseObject(byte[] utf8) throws InadmissibleJsonException {
        return admitObject(utf8, AdmissionLimits.DEFAULT);
    }

    /** Admits one object up to the limit; any other value is malformed here. */
    public static JsonObject admitObject(byte[] utf8, AdmissionLimits limits) throws InadmissibleJsonException {
        if (admit(utf8, limits) instanceof JsonObject object) {
            return object;
        }
        throw new InadmissibleJsonException(Code.MALFORMED, 0, "Expected an object");
    }

    /** Admits bytes that are already the canonical form of their value, and no others. */
    public static JsonValue parseCanonical(byte[] utf8) throws InadmissibleJsonException {
        JsonValue value = parse(utf8);
        int difference = Arrays.mismatch(utf8, CanonicalJson.bytes(value));
        if (difference >= 0) {
            throw new InadmissibleJsonException(Code.NOT_CANONICAL, difference, "Not in canonical form");
        }
        return value;
    }
}
