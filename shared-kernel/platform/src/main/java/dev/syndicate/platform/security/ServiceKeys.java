package dev.syndicate.platform.security;

import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.crypto.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Ed25519 keys of the services: this one's private key {@code <service>.key.pem}, and the public keys
 * {@code <service>.pub.pem} of those it believes. While a key is rotated, {@code <service>.<anything>.pub.pem} is
 * believed as well. Keys of other purposes in the same directory are not service keys.
 */
public final class ServiceKeys {

    private static final String PUBLIC = ".pub.pem";

    private final SigningKey own;
    private final TrustedKeys trusted;
    private final Map<KeyId, String> services;

    private ServiceKeys(SigningKey own, Map<VerificationKey, String> services) {
        this.own = own;
        this.trusted = TrustedKeys.of(services.keySet());
        this.services = new HashMap<>();
        services.forEach((key, service) -> this.services.put(key.id(), service));
    }

    /** Reads the keys once. A directory or private key that is missing is an error at start, not a weaker check. */
    public static ServiceKeys read(String self, Path keys, Path trust, Collection<String> services) {
        try {
            Map<VerificationKey, String> trusted = new HashMap<>();
            for (String service : services) {
                for (Path file : publicKeys(trust, service)) {
                    trusted.put(VerificationKey.read(file), service);
                }
            }
            return new ServiceKeys(SigningKey.read(keys.resolve(self + ".key.pem")), trusted);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "SYNDICATE_KEYS (%s) must hold %s.key.pem and SYNDICATE_TRUST (%s) the other services' *.pub.pem"
                            .formatted(keys, self, trust),
                    e);
        }
    }

    private static List<Path> publicKeys(Path trust, String service) throws IOException {
        try (Stream<Path> files = Files.list(trust)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.equals(service + PUBLIC)
                                || (name.startsWith(service + ".") && name.endsWith(PUBLIC));
                    })
                    .toList();
        }
    }

    SigningKey own() {
        return own;
    }

    TrustedKeys trusted() {
        return trusted;
    }

    String serviceOf(KeyId key) {
        String service = services.get(key);
        if (service == null) {
            throw new InvalidServiceTokenException("The key belongs to no service", null);
        }
        return service;
    }
}
