package dev.syndicate.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The services of this installation and how they know each other.
 *
 * @param keys the directory with this service's private key, {@code <service>.key.pem}
 * @param trust the directory with the services' public keys, {@code <service>.pub.pem}
 * @param peers all services by name, this one included
 */
@Validated
@ConfigurationProperties("syndicate.services")
public record PeerProperties(
        @NotNull Path keys, @NotNull Path trust, @NotNull Map<String, @Valid Peer> peers) {

    /**
     * Where a service answers and how long to wait for it.
     *
     * @param url for example {@code http://policy-service:8082}
     */
    public record Peer(
            @NotNull URI url,

            @NotNull @DurationMax(seconds = 10) @DefaultValue("1s")
            Duration connectTimeout,

            @NotNull @DurationMax(seconds = 60) @DefaultValue("5s")
            Duration readTimeout) {}

    /** This service. Throws {@link IllegalArgumentException} for a name that is not configured. */
    public Peer peer(String name) {
        Peer peer = peers.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("syndicate.services.peers does not name " + name);
        }
        return peer;
    }
}
