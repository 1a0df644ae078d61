package dev.syndicate.contracts.json;

import java.nio.charset.StandardCharsets;

/**
 * The JSON Canonicalization Scheme of RFC 8785: no white space, members ordered by the UTF-16 code units of their names,
 * numbers as ECMAScript writes them, only what must be escaped is escaped, UTF-8.
 */
public final class CanonicalJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final String[] ESCAPES = escapes();

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /** The canonical bytes: what is stored, hashed, shown and sent. */
    public static byte[] bytes(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text, of which {@link #bytes} is the UTF-8. */
    public static String text(JsonValue value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        return canonical.out.toString();
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonObject object -> writeObject(object);
            case JsonArray array -> writeArray(array);
            case JsonString string -> writeString(string.value());
            case JsonNumber number -> out.append(EcmaScriptNumber.text(number.value()));
            case JsonBoolean truth -> out.append(truth.value());
            case JsonNull _ -> out.append("null");
        }
    }

    private void writeObject(JsonObject object) {
        out.append('{');
        object.forEach((name, value) -> {
            separate('{');
            writeString(name);
            out.append(':');
            write(value);
        });
        out.append('}');
    }

    private void writeArray(JsonArray array) {
        out.append('[');
        for (JsonValue item : array) {
            separate('[');
            write(item);
        }
        out.append(']');
    }

    /** What was written last tells whether this is the first: an opening bracket never ends a member or an item. */
    private void separate(char opening) {
        if (out.charAt(out.length() - 1) != opening) {
            out.append(',');
        }
    }

    private void writeString(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ESCAPES.length && !ESCAPES[c].isEmpty()) {
                out.append(text, plain, i).append(ESCAPES[c]);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    /** The escape of each character up to the backslash; empty for those that stand for themselves. */
    private static String[] escapes() {
        String[] escapes = new String['\\' + 1];
        for (char c = 0; c < escapes.length; c++) {
            escapes[c] = c < ' ' ? "\\u00" + HEX[c >> 4] + HEX[c & 0xf] : "";
        }
        escapes['\b'] = "\\b";
        escapes['\t'] = "\\t";
        escapes['\n'] = "\\n";
        escapes['\f'] = "\\f";
        escapes['\r'] = "\\r";
        escapes['"'] = "\\\"";
        escapes['\\'] = "\\\\";
        return escapes;
    }
}
