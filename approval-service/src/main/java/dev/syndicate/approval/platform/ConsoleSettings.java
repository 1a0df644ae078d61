package dev.syndicate.approval.platform;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How reviewers sign in to the console: the OpenID provider is that of {@code syndicate.security.issuer}.
 *
 * @param publicUrl the console's address as browsers see it; the provider sends people back there.
 *     {@code SYNDICATE_CONSOLE_URL}, or else {@code SYNDICATE_APPROVAL_URL}
 * @param clientId the console's client at the provider
 * @param clientSecret its secret
 * @param sessionLifetime after this time the person is signed in anew, whatever they do: groups and workspaces of a
 *     session are those of its ID token
 * @param idleTimeout after this time in which nobody asked for anything the person is signed in anew; what an open page
 *     asks by itself, to stay true, does not count
 * @param signInTimeout how long signing in waits for each answer of the provider: its tokens, and its keys
 * @param renewalTimeout how long a page waits for the provider where the person's access token has to be renewed
 */
@Validated
@ConfigurationProperties("syndicate.console")
record ConsoleSettings(
        @NotNull URI publicUrl,
        @NotBlank @DefaultValue("syndicate-console") String clientId,
        @NotBlank String clientSecret,

        @NotNull @DurationMax(hours = 12) @DefaultValue("1h")
        Duration sessionLifetime,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 12) @DefaultValue("30m")
        Duration idleTimeout,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("10s")
        Duration signInTimeout,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("2s")
        Duration renewalTimeout) {

    /** An absolute address of the console. */
    String address(String path) {
        return publicUrl.toString().replaceFirst("/+$", "") + path;
    }
}
