package dev.syndicate.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/spec/kept-digests.md, section 1. */
class SessionCredentialTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/kept-digests/digests.json");

    @Test
    void isKeptAsTheVectorsSay() throws IOException {
        JsonNode credentials = new ObjectMapper().readTree(VECTORS.toFile()).get("credentials");
        assertThat(credentials).isNotEmpty();
        for (JsonNode given : credentials) {
            SessionCredential credential = SessionCredential.parse(
                            "Bearer " + given.get("credential").asText())
                    .orElseThrow();
            assertThat(credential.digest().toString())
                    .isEqualTo(given.get("digest").asText());
            assertThat(credential.toString())
                    .doesNotContain(given.get("credential").asText());
        }
    }

    @Test
    void anotherFormIsNone() {
        assertThat(SessionCredential.parse("Bearer syns_short")).isEmpty();
        assertThat(SessionCredential.parse("Bearer syns_" + "A".repeat(44))).isEmpty();
        assertThat(SessionCredential.parse("Bearer syns_" + "A".repeat(42) + "="))
                .isEmpty();
        assertThat(SessionCredential.parse(null)).isEmpty();
    }
}
