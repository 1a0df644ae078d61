package dev.syndicate.contracts.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else the verified token of a person said (OpenID Connect Core, section 2), beside who they are and the methods
 * by which they proved it.
 *
 * @param groups as the token states them
 * @param authenticatedAt the token's {@code auth_time}; absent when the issuer states none
 * @param contextClass the token's {@code acr}; absent when the issuer states none
 */
public record SignIn(
        List<String> groups,
        @Nullable Instant authenticatedAt,
        @Nullable String contextClass) {

    public SignIn {
        groups = List.copyOf(groups);
    }
}
