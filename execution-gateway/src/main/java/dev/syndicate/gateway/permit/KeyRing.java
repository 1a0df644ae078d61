package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that permits are signed and believed with, as the two directories hold them at the moment: replaced there, they are
 * replaced here without a restart. What cannot be read changes nothing, and times bound it all the same.
 */
final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final String PURPOSE = "permit-signing";
    /** A permit counts whole seconds, so that a shorter one would be none. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final Duration REREAD = Duration.ofSeconds(10);

    private final Path keys;
    private final Path trust;
    private final Clock clock;
    private Held held;
    private Instant readAt;

    /** A key that signs, with when it does. */
    record Signer(SigningKey key, PublishedKey published) {}

    private record Held(List<Signer> signers, List<PublishedKey> published) {}

    KeyRing(Path keys, Path trust, Clock clock) {
        this.keys = keys;
        this.trust = trust;
        this.clock = clock;
        this.held = read();
        this.readAt = clock.instant();
        if (signer().isEmpty()) {
            throw new IllegalStateException(
                    "SYNDICATE_KEYS holds no %s key that SYNDICATE_TRUST publishes as in force".formatted(PURPOSE));
        }
    }

    /** The key that signs now: of those in force, and not just ending, the one that came into force last. */
    Optional<Signer> signer() {
        Instant now = clock.instant();
        return held().signers().stream()
                .filter(signer -> signer.published().isInForceAt(now))
                .filter(signer -> signer.published().isInForceAt(now.plus(SHORTEST)))
                .max(Comparator.comparing(signer -> signer.published().from()));
    }

    /** The key of this id, if it is held here and still in force: it can sign again what it signed. */
    Optional<SigningKey> signer(String keyId) {
        Instant now = clock.instant();
        return held().signers().stream()
                .filter(signer -> signer.key().id().value().equals(keyId))
                .filter(signer -> signer.published().isInForceAt(now))
                .map(Signer::key)
                .findFirst();
    }

    /** The keys whose permits are believed now. */
    TrustedKeys trusted() {
        Instant now = clock.instant();
        return TrustedKeys.of(held().published().stream()
                .filter(key -> key.isInForceAt(now))
                .map(PublishedKey::key)
                .toList());
    }

    private synchronized Held held() {
        Instant now = clock.instant();
        if (!now.isBefore(readAt.plus(REREAD))) {
            readAt = now;
            try {
                held = read();
            } catch (UncheckedIOException unreadable) {
                LOG.error("The keys of permits stay as they were: {}", unreadable.getMessage());
            }
        }
        return held;
    }

    private Held read() {
        try {
            List<PublishedKey> published = new ArrayList<>();
            for (Path file : files(trust, ".pub.pem")) {
                published.add(PublishedKey.read(file));
            }
            List<Signer> signers = new ArrayList<>();
            for (Path file : files(keys, ".key.pem")) {
                SigningKey key = SigningKey.read(file);
                published(published, key.id()).ifPresent(known -> signers.add(new Signer(key, known)));
            }
            return new Held(List.copyOf(signers), List.copyOf(published));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The keys %s.*.pem in SYNDICATE_KEYS and SYNDICATE_TRUST cannot be read: %s"
                            .formatted(PURPOSE, failed.getMessage()),
                    failed);
        }
    }

    private static Optional<PublishedKey> published(List<PublishedKey> all, KeyId id) {
        return all.stream().filter(key -> key.key().id().equals(id)).findFirst();
    }

    /** {@code permit-signing<ending>} and {@code permit-signing.<anything><ending>}. */
    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isOne(file.getFileName().toString(), ending))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOne(String name, String ending) {
        return name.equals(PURPOSE + ending) || name.startsWith(PURPOSE + ".") && name.endsWith(ending);
    }
}
