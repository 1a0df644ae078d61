package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.CanonicalScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether a body is surely one that {@link RecordBody#parse} accepts, found in one pass over its bytes. A body that could
 * be anything out of the ordinary (an adoption, a key rotation, an odd number or name) is not sure, and is parsed.
 */
final class BodyScan implements CanonicalScan.Members {

    private static final byte[] SCHEMA = quoted(RecordBody.SCHEMA);
    private static final byte[] CANONICALIZATION = quoted("rfc8785");
    private static final byte[] ROTATION = quoted(KeyRotation.EVENT_TYPE);
    private static final byte[] DIGEST_START = "\"sha256:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] OUTER = names("schema", "canonicalization", "event", Adoption.MEMBER);
    private static final byte[][] EVENT = names("type", "origin", "position", "aggregate", "digest", "occurredAt");
    private static final byte[][] AGGREGATE = names("id", "sequence");
    private static final int ALL = 0b1_1111_1111;
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final String TIME_SHAPE = "\"dddd-dd-ddTdd:dd:dd.ddddddZ\"";

    private final byte[] in;
    private int event;
    private int aggregate;
    private int found;
    private boolean odd;

    private BodyScan(byte[] in) {
        this.in = in;
    }

    /** Whether nothing about this body needs the strict parser. */
    static boolean isSurelyAccepted(byte[] body) {
        BodyScan scan = new BodyScan(body);
        return CanonicalScan.isSurelyCanonical(body, scan) && !scan.odd && scan.found == ALL;
    }

    /**
     * Members come with the innermost first, so what is found at depth 2 and 3 is kept until the member around it comes:
     * then it belongs to that member, or to another one and is forgotten.
     */
    @Override
    public void member(int depth, int name, int nameEnd, int value, int valueEnd) {
        switch (depth) {
            case 1 -> outer(index(OUTER, name, nameEnd), value, valueEnd);
            case 2 -> event(index(EVENT, name, nameEnd), value, valueEnd);
            case 3 ->
                aggregate |= switch (index(AGGREGATE, name, nameEnd)) {
                    case 0 -> in[value] == '"' ? 1 : 0;
                    case 1 -> isNumber(value) ? 2 : 0;
                    default -> 0;
                };
            default -> {}
        }
    }

    private void outer(int index, int value, int valueEnd) {
        switch (index) {
            case 0 -> found |= is(SCHEMA, value, valueEnd) ? 1 : 0;
            case 1 -> found |= is(CANONICALIZATION, value, valueEnd) ? 2 : 0;
            case 2 -> found |= (event << 2) | (in[value] == '{' ? 0x100 : 0);
            case 3 -> odd = true;
            default -> {}
        }
        event = 0;
    }

    private void event(int index, int value, int valueEnd) {
        switch (index) {
            case 0 -> type(value, valueEnd);
            case 1 -> event |= in[value] == '"' ? 2 : 0;
            case 2 -> event |= isNumber(value) ? 4 : 0;
            case 3 -> event |= aggregate == 3 && in[value] == '{' ? 8 : 0;
            case 4 -> event |= isDigest(value, valueEnd) ? 16 : 0;
            case 5 -> event |= isTime(value, valueEnd) ? 32 : 0;
            default -> {}
        }
        aggregate = 0;
    }

    /** A type written with escapes could be that of a rotation, too. */
    private void type(int value, int valueEnd) {
        boolean escaped = false;
        for (int i = value; i < valueEnd; i++) {
            escaped |= in[i] == '\\';
        }
        boolean ordinary = in[value] == '"' && !escaped && !is(ROTATION, value, valueEnd);
        event |= ordinary ? 1 : 0;
    }

    private boolean isNumber(int value) {
        return in[value] == '-' || in[value] >= '0' && in[value] <= '9';
    }

    private boolean isDigest(int value, int valueEnd) {
        int hex = value + DIGEST_START.length;
        if (valueEnd - hex != 65 || !Arrays.equals(in, value, hex, DIGEST_START, 0, DIGEST_START.length)) {
            return false;
        }
        for (int i = hex; i < valueEnd - 1; i++) {
            if ((in[i] < '0' || in[i] > '9') && (in[i] < 'a' || in[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    private boolean isTime(int value, int valueEnd) {
        if (valueEnd - value != TIME_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < TIME_SHAPE.length(); i++) {
            byte b = in[value + i];
            char expected = TIME_SHAPE.charAt(i);
            if (expected == 'd' ? b < '0' || b > '9' : b != expected) {
                return false;
            }
        }
        int month = two(value + 6);
        int day = two(value + 9);
        boolean date = month >= 1 && month <= 12 && day >= 1 && day <= MONTH_DAYS[month - 1];
        return date && two(value + 12) < 24 && two(value + 15) < 60 && two(value + 18) < 60;
    }

    private int two(int at) {
        return 10 * (in[at] - '0') + in[at + 1] - '0';
    }

    private boolean is(byte[] text, int value, int valueEnd) {
        return Arrays.equals(in, value, valueEnd, text, 0, text.length);
    }

    private int index(byte[][] names, int name, int nameEnd) {
        for (int i = 0; i < names.length; i++) {
            if (Arrays.equals(in, name, nameEnd, names[i], 0, names[i].length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[][] names(String... names) {
        return Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private static byte[] quoted(String text) {
        return ("\"" + text + "\"").getBytes(StandardCharsets.US_ASCII);
    }
}
