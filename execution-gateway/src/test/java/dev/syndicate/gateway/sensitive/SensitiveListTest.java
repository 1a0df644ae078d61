package dev.syndicate.gateway.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/spec/canonical-action.md, section 5. */
class SensitiveListTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/canonical-action/sensitive-lists.json");

    @Test
    void isWrittenAndNamedAsTheVectorsSay() throws IOException {
        JsonNode lists = new ObjectMapper().readTree(VECTORS.toFile());
        assertThat(lists).isNotEmpty();
        for (JsonNode given : lists) {
            SensitiveList list = list(given);
            assertThat(new String(list.canonical(), StandardCharsets.UTF_8))
                    .isEqualTo(given.get("canonical").asText());
            assertThat(list.version()).isEqualTo(given.get("name").asText());
            assertThat(SensitiveList.parse(list.canonical())).isEqualTo(list);
        }
    }

    private static SensitiveList list(JsonNode given) {
        List<SensitiveList.Rule> rules = given.get("paths")
                .valueStream()
                .map(path -> new SensitiveList.Rule(
                        path.get("tool").asText(),
                        new PathPattern(path.get("pointer").asText())))
                .toList();
        return new SensitiveList(
                given.get("workspace").asText(), given.get("version").asInt(), rules);
    }
}
