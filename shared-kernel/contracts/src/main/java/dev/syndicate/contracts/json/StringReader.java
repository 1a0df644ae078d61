package dev.syndicate.contracts.json;

import dev.syndicate.contracts.json.InadmissibleJsonException.Code;
import java.nio.charset.StandardCharsets;

/** Reads one JSON string: escapes resolved, UTF-8 checked byte by byte (Unicode, table 3-7), no lone surrogates. */
final class StringReader {

    private static final int REPLACES_NOTHING = -1;

    private final byte[] in;
    private int at;

    StringReader(byte[] in) {
        this.in = in;
    }

    /** Where the string ends: the position after its closing quote. */
    int end() {
        return at;
    }

    /** Reads the string whose opening quote is at this position. */
    String read(int openingQuote) throws InadmissibleJsonException {
        at = openingQuote + 1;
        while (at < in.length && isPlainAscii(in[at])) {
            at++;
        }
        if (at < in.length && in[at] == '"') {
            return new String(in, openingQuote + 1, at++ - openingQuote - 1, StandardCharsets.US_ASCII);
        }
        return readOn(openingQuote + 1);
    }

    private String readOn(int start) throws InadmissibleJsonException {
        StringBuilder out = new StringBuilder(Math.max(16, 2 * (at - start)));
        out.append(new String(in, start, at - start, StandardCharsets.US_ASCII));
        while (byteAt(at) != '"') {
            int b = byteAt(at);
            if (isPlainAscii((byte) b)) {
                out.append((char) b);
                at++;
            } else if (b == '\\') {
                escape(out);
            } else if (b >= 0x80) {
                out.appendCodePoint(multiByte(b));
            } else {
                throw refused(Code.MALFORMED, "A control character in a string has to be escaped");
            }
        }
        at++;
        return out.toString();
    }

    private void escape(StringBuilder out) throws InadmissibleJsonException {
        int letter = byteAt(at + 1);
        if (letter == 'u') {
            unicodeEscape(out);
            return;
        }
        int index = "\"\\/bfnrt".indexOf(letter);
        if (index < 0) {
            throw refused(Code.MALFORMED, "Not an escape of JSON");
        }
        out.append("\"\\/\b\f\n\r\t".charAt(index));
        at += 2;
    }

    private void unicodeEscape(StringBuilder out) throws InadmissibleJsonException {
        char unit = hexUnit(at);
        if (Character.isLowSurrogate(unit)) {
            throw refused(Code.LONE_SURROGATE, "A low surrogate without a high one before it");
        }
        if (Character.isHighSurrogate(unit)) {
            boolean escapeFollows = byteAt(at + 6) == '\\' && byteAt(at + 7) == 'u';
            if (!escapeFollows || !Character.isLowSurrogate(hexUnit(at + 6))) {
                throw refused(Code.LONE_SURROGATE, "A high surrogate without a low one after it");
            }
            out.append(unit).append(hexUnit(at + 6));
            at += 12;
            return;
        }
        out.append(unit);
        at += 6;
    }

    private char hexUnit(int backslash) throws InadmissibleJsonException {
        int unit = 0;
        for (int i = backslash + 2; i < backslash + 6; i++) {
            int digit = Character.digit((char) byteAt(i), 16);
            if (digit < 0) {
                throw refused(Code.MALFORMED, "Four hexadecimal digits have to follow");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private int multiByte(int first) throws InadmissibleJsonException {
        int codePoint = codePointAt(first);
        if (codePoint == REPLACES_NOTHING) {
            throw refused(Code.INVALID_UTF8, "Not UTF-8");
        }
        at += first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return codePoint;
    }

    /** The bounds of the second byte rule out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private int codePointAt(int first) {
        return switch (first) {
            case 0xE0 -> three(first, 0xA0, 0xBF);
            case 0xED -> three(first, 0x80, 0x9F);
            case 0xF0 -> four(first, 0x90, 0xBF);
            case 0xF1, 0xF2, 0xF3 -> four(first, 0x80, 0xBF);
            case 0xF4 -> four(first, 0x80, 0x8F);
            default -> first >= 0xC2 && first <= 0xDF ? two(first) : threeOrNothing(first);
        };
    }

    private int threeOrNothing(int first) {
        return first >= 0xE1 && first <= 0xEF ? three(first, 0x80, 0xBF) : REPLACES_NOTHING;
    }

    private int two(int first) {
        return isIn(at + 1, 0x80, 0xBF) ? (first & 0x1f) << 6 | in[at + 1] & 0x3f : REPLACES_NOTHING;
    }

    private int three(int first, int from, int to) {
        return isIn(at + 1, from, to) && isIn(at + 2, 0x80, 0xBF)
                ? (first & 0xf) << 12 | (in[at + 1] & 0x3f) << 6 | in[at + 2] & 0x3f
                : REPLACES_NOTHING;
    }

    private int four(int first, int from, int to) {
        return isIn(at + 1, from, to) && isIn(at + 2, 0x80, 0xBF) && isIn(at + 3, 0x80, 0xBF)
                ? (first & 7) << 18 | (in[at + 1] & 0x3f) << 12 | (in[at + 2] & 0x3f) << 6 | in[at + 3] & 0x3f
                : REPLACES_NOTHING;
    }

    private boolean isIn(int index, int from, int to) {
        return index < in.length && (in[index] & 0xff) >= from && (in[index] & 0xff) <= to;
    }

    private int byteAt(int index) throws InadmissibleJsonException {
        if (index >= in.length) {
            throw new InadmissibleJsonException(Code.MALFORMED, in.length, "The string does not end");
        }
        return in[index] & 0xff;
    }

    private static boolean isPlainAscii(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    private InadmissibleJsonException refused(Code code, String message) {
        return new InadmissibleJsonException(code, at, message);
    }
}
