package dev.syndicate.platform.security;

import org.springframework.security.core.AuthenticationException;

/** The token is genuine, but nobody answers for what it does. */
public final class NoAccountableHumanException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    NoAccountableHumanException(String message) {
        super(message);
    }
}
