package dev.syndicate.gateway.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key takes over from another, while permits of both are about. */
class PermitsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Principal DANA =
            Principal.of(new Person("https://id.example", "dana", "Dana", List.of("pwd")));

    @TempDir
    private Path keys;

    @TempDir
    private Path trust;

    private final MovableClock clock = new MovableClock();
    private final SigningKey first = SigningKey.generate();
    private final SigningKey second = SigningKey.generate();

    @BeforeEach
    void holdTheFirst() throws IOException {
        first.write(keys.resolve("permit-signing.key.pem"));
        publish("permit-signing.pub.pem", first, "");
    }

    @Test
    void signsWithTheNextKeyOnceItIsInForceAndBelievesPermitsOfTheOldOneUntilTheyExpire() throws IOException {
        Permits permits = permits();
        clock.now = NOW.plus(Duration.ofMinutes(19));
        String old = issue(permits);
        takeOver(NOW.plus(Duration.ofMinutes(20)), NOW.plus(Duration.ofMinutes(25)));
        clock.now = NOW.plus(Duration.ofMinutes(19)).plusSeconds(30);
        assertThat(permits.terms().keyId()).isEqualTo(first.id().value());

        clock.now = NOW.plus(Duration.ofMinutes(20));
        assertThat(permits.terms().keyId()).isEqualTo(second.id().value());
        String fresh = issue(permits);
        clock.now = NOW.plus(Duration.ofMinutes(24)).minusSeconds(1);
        assertThat(permits.verify(old).expiresAt()).isAfter(clock.now);
        assertThat(permits.verify(fresh).expiresAt()).isAfter(clock.now);
    }

    @Test
    void refusesARetiredKeyWhateverItSigned() throws IOException {
        Permits permits = permits();
        takeOver(NOW.plus(Duration.ofMinutes(20)), NOW.plus(Duration.ofMinutes(25)));
        clock.now = NOW.plus(Duration.ofMinutes(10));
        String old = issue(permits);
        clock.now = NOW.plus(Duration.ofMinutes(25));
        refuses(permits, old);
    }

    @Test
    void issuesNoPermitThatOutlivesItsKey() throws IOException {
        takeOver(NOW.plus(Duration.ofMinutes(20)), NOW.plus(Duration.ofMinutes(2)));
        Permits permits = permits();
        assertThat(permits.terms().expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
        clock.now = NOW.plus(Duration.ofMinutes(3));
        assertThatThrownBy(permits::terms).isInstanceOf(ProblemException.class).hasMessageContaining("in force");
    }

    @Test
    void refusesKeysThatNobodyPublishedAndThoseWhoseTimeHasNotCome() throws IOException {
        Permits permits = permits();
        Permits elsewhere = elsewhere();
        refuses(permits, issue(elsewhere));

        publish("permit-signing.next.pub.pem", second, "valid-from: 2026-11-23T11:00:00Z\n");
        clock.now = NOW.plusSeconds(30);
        refuses(permits, issue(elsewhere));
        clock.now = Instant.parse("2026-11-23T11:00:00Z");
        assertThat(permits.verify(issue(elsewhere)).principalSubject()).isEqualTo("dana");
    }

    @Test
    void refusesAKeyOnceItIsTakenAway() throws IOException {
        Permits permits = permits();
        takeOver(NOW, Instant.MAX);
        clock.now = NOW.plusSeconds(20);
        String permit = issue(permits);
        Files.delete(trust.resolve("permit-signing.next.pub.pem"));
        clock.now = NOW.plusSeconds(40);
        refuses(permits, permit);
        assertThat(permits.terms().keyId()).isEqualTo(first.id().value());
    }

    @Test
    void keepsTheKeysThatItHasWhereWhatIsThereCannotBeRead() throws IOException {
        Permits permits = permits();
        String permit = issue(permits);
        Files.writeString(trust.resolve("permit-signing.half.pub.pem"), "-----BEGIN PUBLIC KEY-----\nMCow");
        clock.now = NOW.plusSeconds(30);
        assertThat(permits.verify(permit).principalSubject()).isEqualTo("dana");
    }

    @Test
    void doesNotStartWithoutAKeyInForce() throws IOException {
        publish("permit-signing.pub.pem", first, "valid-until: 2026-11-23T09:00:00Z\n");
        assertThatThrownBy(this::permits)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in force");
        publish("permit-signing.pub.pem", first, "validity: always\n");
        assertThatThrownBy(this::permits).hasMessageContaining("valid-from and valid-until");
    }

    /** The second key comes into force then, and the first one is retired then. */
    private void takeOver(Instant from, Instant until) throws IOException {
        second.write(keys.resolve("permit-signing.next.key.pem"));
        publish("permit-signing.next.pub.pem", second, "valid-from: %s\n".formatted(from));
        if (until.isBefore(Instant.MAX)) {
            publish("permit-signing.pub.pem", first, "valid-until: %s\n".formatted(until));
        }
    }

    private void publish(String file, SigningKey key, String validity) throws IOException {
        Files.writeString(trust.resolve(file), validity + key.verificationKey().pem());
    }

    private Permits permits() {
        return new Permits(new PermitSettings(LIFETIME, keys, trust), UUID::randomUUID, clock);
    }

    /** A gateway of another installation, or one that has the next key already. */
    private Permits elsewhere() throws IOException {
        Path other = Files.createDirectory(keys.resolve("elsewhere"));
        second.write(other.resolve("permit-signing.key.pem"));
        Files.writeString(
                other.resolve("permit-signing.pub.pem"),
                second.verificationKey().pem());
        return new Permits(new PermitSettings(LIFETIME, other, other), UUID::randomUUID, clock);
    }

    private String issue(Permits permits) {
        PermitTerms terms = permits.terms();
        PermitIssued issued = new PermitIssued(
                new ActionId(UUID.randomUUID()),
                terms.permit(),
                new SessionId(UUID.randomUUID()),
                new IntentDigest(Digest.of(new byte[] {1})),
                new PolicyVersion(1, Digest.of(new byte[] {2})),
                null,
                terms.keyId(),
                terms.expiresAt(),
                clock.now);
        return permits.sign(issued, DANA).orElseThrow();
    }

    private static void refuses(Permits permits, String permit) {
        assertThatThrownBy(() -> permits.verify(permit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().slug()).isEqualTo("permit-invalid"));
    }

    private static final class MovableClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
