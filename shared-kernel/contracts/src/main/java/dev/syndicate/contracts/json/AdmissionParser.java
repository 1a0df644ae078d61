package dev.syndicate.contracts.json;

import dev.syndicate.contracts.json.InadmissibleJsonException.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads bytes as JSON (RFC 8259), once, from left to right, and refuses whatever two readers could take differently. It
 * recurses at most {@link JsonValue#MAX_DEPTH} deep and takes time and memory in proportion to the input.
 */
final class AdmissionParser {

    private static final int END = -1;

    private final byte[] in;
    private final AdmissionLimits limits;
    private final StringReader strings;
    private final NumberReader numbers;
    private int at;
    private int depth;

    AdmissionParser(byte[] in, AdmissionLimits limits) {
        this.in = in;
        this.limits = limits;
        this.strings = new StringReader(in);
        this.numbers = new NumberReader(in);
    }

    JsonValue parse() throws InadmissibleJsonException {
        refuseSizeAndByteOrderMark();
        skipWhiteSpace();
        JsonValue value = value();
        skipWhiteSpace();
        if (at < in.length) {
            throw refused(Code.TRAILING_BYTES, "Something follows the value");
        }
        return value;
    }

    private void refuseSizeAndByteOrderMark() throws InadmissibleJsonException {
        if (in.length > limits.maxBytes()) {
            throw new InadmissibleJsonException(
                    Code.TOO_LARGE, limits.maxBytes(), "More than " + limits.maxBytes() + " bytes");
        }
        if (startsWith(0xEF, 0xBB, 0xBF) || startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
            throw refused(Code.BYTE_ORDER_MARK, "JSON starts without a byte order mark");
        }
    }

    private JsonValue value() throws InadmissibleJsonException {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw refused(Code.MALFORMED, "Expected a value");
        };
    }

    private JsonValue object() throws InadmissibleJsonException {
        enter();
        List<Member> members = new ArrayList<>(4);
        boolean more = !skip('}');
        while (more) {
            members.add(member());
            more = another('}');
        }
        depth--;
        return objectOf(members);
    }

    private JsonValue array() throws InadmissibleJsonException {
        enter();
        List<JsonValue> items = new ArrayList<>(4);
        boolean more = !skip(']');
        while (more) {
            items.add(value());
            more = another(']');
        }
        depth--;
        return JsonArray.of(items);
    }

    private void enter() throws InadmissibleJsonException {
        if (++depth > JsonValue.MAX_DEPTH) {
            throw refused(Code.TOO_DEEP, "Nested more than " + JsonValue.MAX_DEPTH + " deep");
        }
        at++;
        skipWhiteSpace();
    }

    /** After a member or an item: a comma says that another follows, the closing bracket that none does. */
    private boolean another(char closing) throws InadmissibleJsonException {
        skipWhiteSpace();
        if (skip(closing)) {
            return false;
        }
        expect(',');
        skipWhiteSpace();
        return true;
    }

    private record Member(String name, int offset, JsonValue value) implements Comparable<Member> {

        @Override
        public int compareTo(Member other) {
            return name.compareTo(other.name);
        }
    }

    private Member member() throws InadmissibleJsonException {
        int offset = at;
        if (peek() != '"') {
            throw refused(Code.MALFORMED, "Expected a member name");
        }
        String name = string();
        skipWhiteSpace();
        expect(':');
        skipWhiteSpace();
        return new Member(name, offset, value());
    }

    /** String.compareTo is the order of RFC 8785, UTF-16 code units; the sort is stable, so the later twin is named. */
    private static JsonValue objectOf(List<Member> unsorted) throws InadmissibleJsonException {
        if (unsorted.isEmpty()) {
            return JsonObject.EMPTY;
        }
        Member[] members = unsorted.toArray(new Member[0]);
        Arrays.sort(members);
        String[] names = new String[members.length];
        JsonValue[] values = new JsonValue[members.length];
        for (int i = 0; i < members.length; i++) {
            names[i] = members[i].name;
            values[i] = members[i].value;
            if (i > 0 && names[i].equals(names[i - 1])) {
                throw new InadmissibleJsonException(Code.DUPLICATE_NAME, members[i].offset, "A name occurs twice");
            }
        }
        return new JsonObject(names, values);
    }

    private String string() throws InadmissibleJsonException {
        String text = strings.read(at);
        at = strings.end();
        return text;
    }

    private JsonValue number() throws InadmissibleJsonException {
        JsonNumber number = numbers.read(at);
        at = numbers.end();
        return number;
    }

    private JsonValue literal(String text, JsonValue value) throws InadmissibleJsonException {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        int end = Math.min(in.length, at + expected.length);
        if (!Arrays.equals(in, at, end, expected, 0, expected.length)) {
            throw refused(Code.MALFORMED, "Expected " + text);
        }
        at = end;
        return value;
    }

    private void skipWhiteSpace() {
        while (at < in.length && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char expected) throws InadmissibleJsonException {
        if (!skip(expected)) {
            throw refused(Code.MALFORMED, "Expected " + expected);
        }
    }

    private int peek() {
        return at < in.length ? in[at] : END;
    }

    private boolean startsWith(int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i == in.length || (in[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private InadmissibleJsonException refused(Code code, String message) {
        return new InadmissibleJsonException(code, at, message);
    }
}
