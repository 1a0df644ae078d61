package dev.syndicate.contracts.crypto;

/** A compact JWS that is not accepted. The reason is typed; the message never repeats the token. */
public final class InvalidJwsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a compact JWS is refused. */
    public enum Reason {
        /** Longer than {@link CompactJws#MAX_LENGTH} characters. */
        TOO_LONG,
        /** Not three parts with dots between them. */
        NOT_COMPACT,
        /** A part is not base64url without padding, or not its only encoding. */
        NOT_BASE64URL,
        /** The header is not one JSON object of strings that admission accepts. */
        MALFORMED_HEADER,
        /** The header has a member other than {@code alg}, {@code kid} and {@code typ}; {@code crit} is one of those. */
        UNKNOWN_HEADER,
        /** {@code alg} is not {@code EdDSA}. */
        WRONG_ALGORITHM,
        /** {@code typ} is not the expected one. */
        WRONG_TYPE,
        /** {@code kid} names none of the trusted keys. */
        UNKNOWN_KEY,
        /** The signature is not one of the named key over these bytes. */
        BAD_SIGNATURE
    }

    private final Reason reason;

    InvalidJwsException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it is refused. */
    public Reason reason() {
        return reason;
    }
}
