package dev.syndicate.contracts.action;

/** JSON that is not an {@code action/v1}. The message names the place and the rule and never repeats a value. */
public final class InvalidActionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Which rule of docs/spec/canonical-action.md is broken. The kebab-case wire name is stable. */
    public enum Code {
        /** The schema is not {@code action/v1}. */
        WRONG_SCHEMA("wrong-schema"),
        /** A required member is missing. */
        MISSING_MEMBER("missing-member"),
        /** A member that the schema does not know. */
        UNKNOWN_MEMBER("unknown-member"),
        /** A member of another JSON type; {@code null} is one of those. */
        WRONG_TYPE("wrong-type"),
        /** An empty text, array or object: what is not known is absent. */
        EMPTY_VALUE("empty-value"),
        /** A value outside the form or the list of names that the schema gives. */
        BAD_VALUE("bad-value"),
        /** Operands not in ascending order of their paths, or a path twice. */
        UNSORTED_OPERANDS("unsorted-operands"),
        /** {@code $commitment} where no commitment may be, or not in its form. */
        RESERVED_NAME("reserved-name");

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
    private final String pointer;

    InvalidActionException(Code code, String pointer, String message) {
        super("%s at \"%s\"".formatted(message, abridged(pointer)));
        this.code = code;
        this.pointer = pointer;
    }

    /** The broken rule. */
    public Code code() {
        return code;
    }

    /** Where, as a JSON Pointer (RFC 6901). */
    public String pointer() {
        return pointer;
    }

    private static String abridged(String pointer) {
        return pointer.length() <= 200 ? pointer : pointer.substring(0, 200) + "…";
    }
}
