package dev.syndicate.contracts.json;

import java.util.Arrays;

/**
 * Goes once over bytes and says whether they are surely an object in canonical form, without building anything. It knows
 * what records are made of: names in plain ASCII, whole numbers of at most 15 digits, any string. Everything else is not
 * refused but not sure: then {@link Json#parseCanonical} has to be asked, which alone can say why not.
 */
public final class CanonicalScan {

    /** Is told where the members of objects are. */
    @FunctionalInterface
    public interface Members {

        /**
         * A member, after its value was read.
         *
         * @param depth 1 for a member of the outermost object
         * @param name where its name begins, without the quote
         * @param nameEnd where its name ends
         * @param value where its value begins, with the quote of a string
         * @param valueEnd where its value ends
         */
        void member(int depth, int name, int nameEnd, int value, int valueEnd);
    }

    private static final int UNSURE = -1;
    private static final int MAX_DIGITS = 15;

    private final byte[] in;
    private final Members members;

    private CanonicalScan(byte[] in, Members members) {
        this.in = in;
        this.members = members;
    }

    /** Whether this is surely the canonical form of an object; the members are told even when it is not. */
    public static boolean isSurelyCanonical(byte[] utf8, Members members) {
        CanonicalScan scan = new CanonicalScan(utf8, members);
        return utf8.length > 0 && utf8[0] == '{' && scan.object(0, 1) == utf8.length;
    }

    /** Each of these returns the position behind what it read, or that it is not sure. */
    private int value(int at, int depth) {
        return switch (byteAt(at)) {
            case '"' -> string(at);
            case '{' -> object(at, depth + 1);
            case '[' -> array(at, depth + 1);
            case 't' -> literal(at, TRUE);
            case 'f' -> literal(at, FALSE);
            case 'n' -> literal(at, NULL);
            default -> number(at);
        };
    }

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private int object(int opening, int depth) {
        int at = opening + 1;
        if (depth > JsonValue.MAX_DEPTH) {
            return UNSURE;
        }
        if (byteAt(at) == '}') {
            return at + 1;
        }
        int name = 0;
        int nameEnd = 0;
        while (true) {
            int nextEnd = name(at);
            if (nextEnd < 0 || nameEnd > 0 && Arrays.compare(in, name, nameEnd, in, at + 1, nextEnd) >= 0) {
                return UNSURE;
            }
            name = at + 1;
            nameEnd = nextEnd;
            if (byteAt(nextEnd + 1) != ':') {
                return UNSURE;
            }
            int value = nextEnd + 2;
            at = value(value, depth);
            if (at < 0) {
                return UNSURE;
            }
            members.member(depth, name, nameEnd, value, at);
            int separator = byteAt(at++);
            if (separator != ',') {
                return separator == '}' ? at : UNSURE;
            }
        }
    }

    private int array(int opening, int depth) {
        int at = opening + 1;
        if (depth > JsonValue.MAX_DEPTH) {
            return UNSURE;
        }
        if (byteAt(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = value(at, depth);
            if (at < 0) {
                return UNSURE;
            }
            int separator = byteAt(at++);
            if (separator != ',') {
                return separator == ']' ? at : UNSURE;
            }
        }
    }

    /** A name of plain ASCII; where its closing quote is. An empty one is left to the strict parser. */
    private int name(int quote) {
        if (byteAt(quote) != '"') {
            return UNSURE;
        }
        int at = quote + 1;
        while (at < in.length && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at > quote + 1 && byteAt(at) == '"' ? at : UNSURE;
    }

    private int string(int quote) {
        int at = quote + 1;
        while (at < in.length) {
            byte b = in[at];
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                at = escape(at);
            } else if (b >= ' ') {
                at++;
            } else {
                at = b < 0 ? multiByte(at) : UNSURE;
            }
            if (at < 0) {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private int escape(int backslash) {
        return switch (byteAt(backslash + 1)) {
            case 'b', 't', 'n', 'f', 'r', '"', '\\' -> backslash + 2;
            case 'u' -> controlEscape(backslash);
            default -> UNSURE;
        };
    }

    /** Only those control characters that have no shorter form, in lower case. */
    private int controlEscape(int backslash) {
        int high = byteAt(backslash + 4);
        int low = byteAt(backslash + 5);
        boolean lowIsDigit = low >= '0' && low <= '9';
        if (byteAt(backslash + 2) != '0'
                || byteAt(backslash + 3) != '0'
                || high != '0' && high != '1'
                || !lowIsDigit && (low < 'a' || low > 'f')) {
            return UNSURE;
        }
        int code = 16 * (high - '0') + (lowIsDigit ? low - '0' : low - 'a' + 10);
        boolean hasShortForm = code >= '\b' && code <= '\r' && code != 0x0b;
        return hasShortForm ? UNSURE : backslash + 6;
    }

    /** Unicode, table 3-7. */
    private int multiByte(int at) {
        int first = in[at] & 0xff;
        if (first >= 0xC2 && first <= 0xDF) {
            return continues(at + 1, 0x80, 0xBF) ? at + 2 : UNSURE;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int from = first == 0xE0 ? 0xA0 : 0x80;
            int to = first == 0xED ? 0x9F : 0xBF;
            return continues(at + 1, from, to) && continues(at + 2, 0x80, 0xBF) ? at + 3 : UNSURE;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int from = first == 0xF0 ? 0x90 : 0x80;
            int to = first == 0xF4 ? 0x8F : 0xBF;
            return continues(at + 1, from, to) && continues(at + 2, 0x80, 0xBF) && continues(at + 3, 0x80, 0xBF)
                    ? at + 4
                    : UNSURE;
        }
        return UNSURE;
    }

    private boolean continues(int at, int from, int to) {
        return at < in.length && (in[at] & 0xff) >= from && (in[at] & 0xff) <= to;
    }

    private int number(int from) {
        int at = byteAt(from) == '-' ? from + 1 : from;
        int first = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        int digits = at - first;
        boolean plain = digits > 0 && digits <= MAX_DIGITS && (in[first] != '0' || digits == 1 && first == from);
        int behind = byteAt(at);
        return plain && behind != '.' && behind != 'e' && behind != 'E' ? at : UNSURE;
    }

    private int literal(int at, byte[] text) {
        return at + text.length <= in.length && Arrays.equals(in, at, at + text.length, text, 0, text.length)
                ? at + text.length
                : UNSURE;
    }

    private int byteAt(int at) {
        return at < in.length ? in[at] & 0xff : 0;
    }
}
