package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.crypto.CompactJws;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.testing.keys.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<String> SERVICES = List.of("execution-gateway", "policy-service");

    @TempDir
    private Path directory;

    @Test
    void namesTheCaller() {
        TestKeys keys = TestKeys.in(directory);
        String token = gateway(keys, NOW).mint("policy-service");

        assertThat(policy(keys, NOW).verify(token)).isEqualTo(new AuthenticatedService("execution-gateway"));
    }

    @Test
    void endsAfterAMinute() {
        TestKeys keys = TestKeys.in(directory);
        String token = gateway(keys, NOW).mint("policy-service");

        refuses(policy(keys, NOW.plusSeconds(71)), token, "expired");
        refuses(policy(keys, NOW.minusSeconds(11)), token, "future");
    }

    @Test
    void isTakenOnceAsLongAsItIsGood() {
        TestKeys keys = TestKeys.in(directory);
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        ServiceTokens gateway = moving("execution-gateway", keys, now);
        ServiceTokens policy = moving("policy-service", keys, now);
        String token = gateway.mint("policy-service");
        policy.verify(token);

        for (int second = 0; second < 70; second++) {
            now.set(NOW.plusSeconds(second));
            policy.verify(gateway.mint("policy-service"));
            refuses(policy, token, "before");
        }
    }

    private ServiceTokens moving(String service, TestKeys keys, AtomicReference<Instant> now) {
        return new ServiceTokens(service, keysOf(service, keys), moving(now), UUID::randomUUID);
    }

    private static Clock moving(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void isForOneService() {
        TestKeys keys = TestKeys.in(directory);

        refuses(policy(keys, NOW), gateway(keys, NOW).mint("audit-service"), "another service");
    }

    @Test
    void believesOnlyTheIssuersOwnKey() {
        TestKeys keys = TestKeys.in(directory);
        ServiceKeys stolen = keysOf("policy-service", keys);
        String token = tokens("execution-gateway", stolen, NOW).mint("policy-service");

        refuses(policy(keys, NOW), token, "not the issuer's");
    }

    @Test
    void refusesOtherTextsOfATrustedKey() {
        TestKeys keys = TestKeys.in(directory);
        SigningKey key = keysOf("execution-gateway", keys).own();
        String claims = """
                {"iss":"execution-gateway","aud":"policy-service","iat":%d,"exp":%d,"jti":"1"}""";
        long now = NOW.getEpochSecond();

        refuses(policy(keys, NOW), signed(key, "syndicate-permit+jwt", claims.formatted(now, now + 60)), "WRONG_TYPE");
        refuses(policy(keys, NOW), signed(key, ServiceTokens.TYPE, claims.formatted(now, now + 3600)), "too long");
        refuses(policy(keys, NOW), signed(key, ServiceTokens.TYPE, "{}"), "claims");
        refuses(policy(keys, NOW), signed(key, ServiceTokens.TYPE, "[]"), "claims");
    }

    @Test
    void refusesKeysThatNobodyTrusts() {
        TestKeys keys = TestKeys.in(directory.resolve("one"));
        TestKeys others = TestKeys.in(directory.resolve("other"));

        refuses(policy(keys, NOW), gateway(others, NOW).mint("policy-service"), "UNKNOWN_KEY");
    }

    @Test
    void doesNotTakeKeysOfOtherPurposesForServices() throws IOException {
        TestKeys keys = TestKeys.in(directory);
        SigningKey permits = SigningKey.read(keys.keys().resolve("permit-signing.key.pem"));
        String claims = """
                {"iss":"execution-gateway","aud":"policy-service","iat":%1$d,"exp":%1$d,"jti":"1"}""";

        refuses(
                policy(keys, NOW),
                signed(permits, ServiceTokens.TYPE, claims.formatted(NOW.getEpochSecond())),
                "UNKNOWN_KEY");
    }

    @Test
    void believesOldAndNewKeyWhileOneIsRotated() throws IOException {
        TestKeys keys = TestKeys.in(directory);
        String before = gateway(keys, NOW).mint("policy-service");
        Files.move(
                keys.trust().resolve("execution-gateway.pub.pem"),
                keys.trust().resolve("execution-gateway.previous.pub.pem"));
        SigningKey fresh = SigningKey.generate();
        Files.delete(keys.keys().resolve("execution-gateway.key.pem"));
        fresh.write(keys.keys().resolve("execution-gateway.key.pem"));
        fresh.verificationKey().write(keys.trust().resolve("execution-gateway.pub.pem"));
        String after = gateway(keys, NOW).mint("policy-service");

        assertThat(policy(keys, NOW).verify(before).name()).isEqualTo("execution-gateway");
        assertThat(policy(keys, NOW).verify(after).name()).isEqualTo("execution-gateway");
    }

    @Test
    void doesNotStartWithoutItsKeys() {
        assertThatThrownBy(() -> ServiceKeys.read("policy-service", directory, directory.resolve("missing"), SERVICES))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("SYNDICATE_KEYS")
                .hasMessageContaining("SYNDICATE_TRUST");
    }

    private static void refuses(ServiceTokens callee, String token, String why) {
        assertThatThrownBy(() -> callee.verify(token))
                .isInstanceOf(InvalidServiceTokenException.class)
                .hasMessageContaining(why);
    }

    private static String signed(SigningKey key, String type, String claims) {
        return CompactJws.sign(key, type, claims.getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceTokens gateway(TestKeys keys, Instant now) {
        return tokens("execution-gateway", keysOf("execution-gateway", keys), now);
    }

    private static ServiceTokens policy(TestKeys keys, Instant now) {
        return tokens("policy-service", keysOf("policy-service", keys), now);
    }

    private static ServiceKeys keysOf(String service, TestKeys keys) {
        return ServiceKeys.read(service, keys.keys(), keys.trust(), SERVICES);
    }

    private static ServiceTokens tokens(String service, ServiceKeys keys, Instant now) {
        return new ServiceTokens(service, keys, Clock.fixed(now, ZoneOffset.UTC), () -> new UUID(1, 2));
    }
}
