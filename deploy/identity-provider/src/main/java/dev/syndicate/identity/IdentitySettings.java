package dev.syndicate.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the provider is reached, whom its tokens are for, and where its signing key lies.
 *
 * @param issuer the issuer identifier, which is also the base of every endpoint
 * @param audience the {@code aud} of access tokens for Syndicate's services
 * @param state the directory that keeps the signing key between starts
 * @param consoleUrl the base address of the reviewers' console, for its redirects
 * @param consoleSecret the console's client secret
 * @param accessTokenLifetime how long an access token is good for
 */
@Validated
@ConfigurationProperties("syndicate.identity")
record IdentitySettings(
        @NotNull @DefaultValue("http://127.0.0.1:8090") URI issuer,
        @NotBlank @DefaultValue("syndicate") String audience,
        @NotNull @DefaultValue(".local/identity-provider") Path state,
        @NotNull @DefaultValue("http://127.0.0.1:8081") URI consoleUrl,
        @NotBlank @DefaultValue("syndicate-console") String consoleSecret,
        @NotNull @DefaultValue("60m") Duration accessTokenLifetime) {}
