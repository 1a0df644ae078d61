package dev.syndicate.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** A service token that is not believed. */
public final class InvalidServiceTokenException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    InvalidServiceTokenException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
    }
}
