package dev.syndicate.audit.dualcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.audit.HoldScope;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.content.DataSubject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** docs/spec/dual-control.md. */
class DecisionTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/dual-control");

    @Test
    void everyKindIsNamedAsTheVectorsSay() throws IOException {
        Set<String> kinds = new HashSet<>();
        for (JsonNode vector : read("decisions.json").get("decisions")) {
            String kind = vector.get("kind").asText();
            Decision decision = decision(kind, vector.get("given"));
            assertThat(decision.kind()).isEqualTo(kind);
            assertThat(decision.digest().toString())
                    .as(kind)
                    .isEqualTo(vector.get("digest").asText());
            kinds.add(kind);
        }
        assertThat(kinds).hasSize(7);
    }

    @Test
    void whatTheFirstAsksForIsSignedAsTheVectorsSay() throws IOException {
        JsonNode vectors = read("askings.json");
        SigningKey key =
                SigningKey.ofSeed(HexFormat.of().parseHex(vectors.get("seed").asText()));
        assertThat(vectors.get("askings")).isNotEmpty();
        for (JsonNode vector : vectors.get("askings")) {
            byte[] signed = asking(vector.get("statement")).signedBytes();
            assertThat(new String(signed, StandardCharsets.UTF_8))
                    .isEqualTo(vector.get("signed").asText());
            assertThat(Base64.getEncoder().encodeToString(key.sign(signed)))
                    .isEqualTo(vector.get("signature").asText());
        }
    }

    private static Decision decision(String kind, JsonNode given) {
        return switch (kind) {
            case "release-finding" -> Decision.toRelease(Digest.parse(text(given, "finding")));
            case "adopt-log" ->
                Decision.toAdopt(
                        new LogOrigin(
                                LogId.parse(text(given, "log")),
                                given.get("epoch").asLong()),
                        given.get("size").asLong(),
                        Hash.parse(text(given, "leaf")),
                        SignedNote.parse(text(given, "checkpoint")));
            case "rotate-log-key" ->
                Decision.toRotate(
                        NoteVerificationKey.parse(text(given, "previous")),
                        NoteVerificationKey.parse(text(given, "next")));
            case "erase-subject" -> Decision.toErase(new DataSubject(text(given, "issuer"), text(given, "subject")));
            case "place-hold" ->
                Decision.toHold(new HoldScope(HoldScope.Kind.of(text(given, "scope")), text(given, "value")));
            case "release-hold" -> Decision.toReleaseHold(UUID.fromString(text(given, "hold")));
            case "prune-records" ->
                Decision.toPrune(
                        given.get("first").asLong(), given.get("last").asLong(), Digest.parse(text(given, "archive")));
            default -> throw new AssertionError("A kind that nobody makes: " + kind);
        };
    }

    private static Asking asking(JsonNode statement) {
        JsonNode first = statement.get("first");
        List<String> methods =
                first.get("methods").valueStream().map(JsonNode::asText).toList();
        return new Asking(
                UUID.fromString(text(statement, "id")),
                new Decision(text(statement, "kind"), Digest.parse(text(statement, "digest"))),
                new Person(text(first, "issuer"), text(first, "subject"), text(first, "name"), methods),
                text(statement, "reason"),
                time(statement.get("askedAt")),
                time(statement.get("expiresAt")));
    }

    private static Instant time(JsonNode micros) {
        return Instant.EPOCH.plus(micros.asLong(), ChronoUnit.MICROS);
    }

    private static String text(JsonNode object, String member) {
        return object.get(member).asText();
    }

    private static JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(VECTORS.resolve(file).toFile());
    }
}
