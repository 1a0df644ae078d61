package dev.syndicate.contracts.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The JSON Canonicalization Scheme of RFC 8785: no white space, members ordered by the UTF-16 code units of their names,
 * numbers as ECMAScript writes them, only what must be escaped is escaped, UTF-8.
 */
public final class CanonicalJson {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] ESCAPES = escapes();
    private static final boolean[] STANDS_FOR_ITSELF = standingForThemselves();
    private static final int LONGEST_ESCAPE = 6;

    private byte[] out = new byte[1024];
    private int end;

    private CanonicalJson() {}

    /** The canonical bytes: what is stored, hashed, shown and sent. */
    public static byte[] bytes(JsonValue value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        return Arrays.copyOf(canonical.out, canonical.end);
    }

    /** The canonical text, of which {@link #bytes} is the UTF-8. */
    public static String text(JsonValue value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        return new String(canonical.out, 0, canonical.end, StandardCharsets.UTF_8);
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonObject object -> writeObject(object);
            case JsonArray array -> writeArray(array);
            case JsonString string -> writeString(string.value());
            case JsonNumber number -> writeAscii(EcmaScriptNumber.text(number.value()));
            case JsonBoolean truth -> writeAscii(truth.value() ? "true" : "false");
            case JsonNull _ -> writeAscii("null");
        }
    }

    private void writeObject(JsonObject object) {
        write('{');
        object.forEach((name, value) -> {
            separate('{');
            writeString(name);
            write(':');
            write(value);
        });
        write('}');
    }

    private void writeArray(JsonArray array) {
        write('[');
        for (JsonValue item : array) {
            separate('[');
            write(item);
        }
        write(']');
    }

    /** What was written last tells whether this is the first: an opening bracket never ends a member or an item. */
    private void separate(char opening) {
        if (out[end - 1] != opening) {
            write(',');
        }
    }

    private void writeString(String text) {
        write('"');
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < STANDS_FOR_ITSELF.length && STANDS_FOR_ITSELF[c]) {
                out[end++] = (byte) c;
            } else {
                i += writeOdd(text, i);
                room(length - i);
            }
        }
        write('"');
    }

    /** Escapes the character here, or encodes it as UTF-8; how many more characters belong to it. */
    private int writeOdd(String text, int at) {
        int point = text.codePointAt(at);
        room(LONGEST_ESCAPE);
        if (point < 0x80) {
            writeAll(ESCAPES[point]);
        } else if (point < 0x800) {
            writeAll(0xc0 | point >> 6, continuation(point));
        } else if (point < 0x10000) {
            writeAll(0xe0 | point >> 12, continuation(point >> 6), continuation(point));
        } else {
            writeAll(0xf0 | point >> 18, continuation(point >> 12), continuation(point >> 6), continuation(point));
        }
        return Character.charCount(point) - 1;
    }

    private static int continuation(int bits) {
        return 0x80 | bits & 0x3f;
    }

    private void writeAll(int... bytes) {
        for (int b : bytes) {
            out[end++] = (byte) b;
        }
    }

    private void writeAll(byte[] bytes) {
        for (byte b : bytes) {
            out[end++] = b;
        }
    }

    private void writeAscii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[end++] = (byte) text.charAt(i);
        }
    }

    private void write(char ascii) {
        room(1);
        out[end++] = (byte) ascii;
    }

    private void room(int needed) {
        if (out.length - end < needed) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, end + needed));
        }
    }

    private static boolean[] standingForThemselves() {
        boolean[] ascii = new boolean[0x80];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = c >= ESCAPES.length || ESCAPES[c].length == 0;
        }
        return ascii;
    }

    /** The escape of each character up to the backslash; empty for those that stand for themselves. */
    private static byte[][] escapes() {
        byte[][] escapes = new byte['\\' + 1][0];
        for (char c = 0; c < ' '; c++) {
            escapes[c] = new byte[] {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 0xf]};
        }
        String letters = "\bb\tt\nn\ff\rr\"\"\\\\";
        for (int i = 0; i < letters.length(); i += 2) {
            escapes[letters.charAt(i)] = new byte[] {'\\', (byte) letters.charAt(i + 1)};
        }
        return escapes;
    }
}
