package dev.syndicate.cli.identity;

/** The identity provider did not sign this person in; the message says at which step. */
public final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SignInException(String message) {
        super(message);
    }
}
