package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.testing.keys.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/spec/service-token.md. */
class ServiceTokenVectorsTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/service-token/tokens.json");

    @TempDir
    private Path directory;

    private JsonNode vectors;
    private ServiceKeys trusted;

    @BeforeEach
    void trust() throws IOException {
        vectors = new ObjectMapper().readTree(VECTORS.toFile());
        TestKeys own = TestKeys.in(directory);
        Path trust = Files.createDirectory(directory.resolve("vectors"));
        for (JsonNode key : vectors.get("keys")) {
            SigningKey pair = SigningKey.ofSeed(HexFormat.of().parseHex(text(key, "seed")));
            assertThat(pair.id().value()).isEqualTo(text(key, "keyId"));
            Files.writeString(
                    trust.resolve(text(key, "service") + ".pub.pem"),
                    pair.verificationKey().pem());
        }
        trusted = ServiceKeys.read("audit-service", own.keys(), trust, List.of("execution-gateway", "policy-service"));
    }

    @Test
    void believesWhatTheVectorsSay() {
        assertThat(vectors.get("accepted")).isNotEmpty();
        for (JsonNode given : vectors.get("accepted")) {
            assertThat(at(given).verify(text(given, "token")))
                    .as(text(given, "name"))
                    .isEqualTo(new AuthenticatedService(text(given, "service")));
        }
    }

    @Test
    void refusesWhatTheVectorsSay() {
        assertThat(vectors.get("refused")).hasSizeGreaterThan(10);
        for (JsonNode given : vectors.get("refused")) {
            assertThat(isBelieved(given)).as(text(given, "name")).isFalse();
        }
    }

    private boolean isBelieved(JsonNode given) {
        try {
            at(given).verify(text(given, "token"));
            return true;
        } catch (InvalidServiceTokenException refused) {
            return false;
        }
    }

    private ServiceTokens at(JsonNode given) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(given.get("at").asLong()), ZoneOffset.UTC);
        return new ServiceTokens("audit-service", trusted, clock, UUID::randomUUID);
    }

    private static String text(JsonNode object, String member) {
        return object.get(member).asText();
    }
}
