package dev.syndicate.platform.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.platform.idempotency.RequestDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/spec/kept-digests.md, sections 3 to 5. */
class KeptDigestsTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/kept-digests/digests.json");

    @Test
    void requestsAreNamedAsTheVectorsSay() throws IOException {
        for (JsonNode given : read("requests")) {
            byte[] body = text(given, "body").getBytes(StandardCharsets.UTF_8);
            assertThat(RequestDigest.of(text(given, "line"), body).toString()).isEqualTo(text(given, "digest"));
        }
    }

    @Test
    void personsHaveThePseudonymsOfTheVectors() throws IOException {
        for (JsonNode given : read("pseudonyms")) {
            byte[] key = HexFormat.of().parseHex(text(given, "key"));
            DataSubject person = new DataSubject(text(given, "issuer"), text(given, "subject"));
            assertThat(Pseudonym.of(key, person).value()).isEqualTo(text(given, "pseudonym"));
        }
    }

    @Test
    void masterKeysHaveTheNamesOfTheVectors(@TempDir Path directory) throws IOException {
        for (JsonNode given : read("masterKeys")) {
            Files.writeString(directory.resolve(MasterKeyFiles.CURRENT), text(given, "file") + "\n");
            assertThat(MasterKeyFiles.read(directory).current().id()).isEqualTo(text(given, "id"));
        }
    }

    private static JsonNode read(String kind) throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile()).get(kind);
        assertThat(vectors).isNotEmpty();
        return vectors;
    }

    private static String text(JsonNode object, String member) {
        return object.get(member).asText();
    }
}
