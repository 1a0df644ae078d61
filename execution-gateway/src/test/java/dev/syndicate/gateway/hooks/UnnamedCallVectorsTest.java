package dev.syndicate.gateway.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/spec/kept-digests.md, section 2. */
class UnnamedCallVectorsTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/kept-digests/digests.json");

    @Test
    void callsAreNamedAsTheVectorsSay() throws Exception {
        JsonNode calls = new ObjectMapper().readTree(VECTORS.toFile()).get("unnamedCalls");
        assertThat(calls).isNotEmpty();
        for (JsonNode given : calls) {
            byte[] input = given.get("input").toString().getBytes(StandardCharsets.UTF_8);
            Digest digest = UnnamedCalls.digest(
                    given.get("hostSession").asText(), given.get("tool").asText(), Json.parseObject(input));
            assertThat(digest.toString()).isEqualTo(given.get("digest").asText());
            assertThat(UnnamedCalls.name(digest, given.get("ordinal").asInt()))
                    .isEqualTo(given.get("name").asText());
        }
    }
}
