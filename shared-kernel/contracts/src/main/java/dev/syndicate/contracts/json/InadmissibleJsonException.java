package dev.syndicate.contracts.json;

/**
 * Bytes that are not admitted, because they are not JSON or because two readers could take them for different values. The
 * message tells the place and the reason and never repeats the content.
 */
public final class InadmissibleJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why bytes are refused. The kebab-case wire name is stable. */
    public enum Code {
        /** More bytes than the limit. */
        TOO_LARGE("too-large"),
        /** Starts with a byte order mark. */
        BYTE_ORDER_MARK("byte-order-mark"),
        /** Not well-formed UTF-8: overlong, truncated, an encoded surrogate, beyond U+10FFFF. */
        INVALID_UTF8("invalid-utf8"),
        /** Not JSON as of RFC 8259. */
        MALFORMED("malformed"),
        /** Something other than white space follows the value. */
        TRAILING_BYTES("trailing-bytes"),
        /** Two members of one object have the same name once escapes are resolved. */
        DUPLICATE_NAME("duplicate-name"),
        /** An escape gives a surrogate without its partner. */
        LONE_SURROGATE("lone-surrogate"),
        /** A number beyond the range of a double. */
        NUMBER_NOT_FINITE("number-not-finite"),
        /** A number whose exact value is not that of its canonical text. */
        NUMBER_NOT_EXACT("number-not-exact"),
        /** Nested deeper than {@link JsonValue#MAX_DEPTH}. */
        TOO_DEEP("too-deep"),
        /** Admissible, but not in canonical form, where that is required. */
        NOT_CANONICAL("not-canonical");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        /** The stable name in JSON and in problem details. */
        public String wireName() {
            return wireName;
        }
    }

    private final Code code;
    private final int offset;

    InadmissibleJsonException(Code code, int offset, String message) {
        super(message + ", at byte " + offset);
        this.code = code;
        this.offset = offset;
    }

    /** Why the bytes are refused. */
    public Code code() {
        return code;
    }

    /** The zero-based position, in bytes, of what is refused. */
    public int offset() {
        return offset;
    }
}
