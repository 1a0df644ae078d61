package dev.syndicate.approval.explorer;

import java.util.Optional;

/** The access token with which whoever is signed in may be asked for at another service. */
@FunctionalInterface
public interface AccessTokens {

    /** Of the request that is being answered; empty when the sign-in gave none, or it can no longer be renewed. */
    Optional<String> current();
}
