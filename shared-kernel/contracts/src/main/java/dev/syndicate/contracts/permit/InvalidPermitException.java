package dev.syndicate.contracts.permit;

/** A text that is no permit. The cause tells more; neither repeats the text. */
public final class InvalidPermitException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a text is no permit. */
    public enum Reason {
        /** Not an EdDSA JWS of the permit type, signed by a trusted key. */
        NOT_SIGNED,
        /** Signed, but its claims are not exactly those of a permit. */
        MALFORMED_CLAIMS
    }

    private final Reason reason;

    InvalidPermitException(Reason reason, Exception cause) {
        super("Not a permit: " + cause.getMessage(), cause);
        this.reason = reason;
    }

    /** Why the text is no permit. */
    public Reason reason() {
        return reason;
    }
}
