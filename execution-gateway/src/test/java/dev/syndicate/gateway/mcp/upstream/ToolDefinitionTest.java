package dev.syndicate.gateway.mcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/spec/tool-definition.md. */
class ToolDefinitionTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/tool-definition/definitions.json");

    @Test
    void pinsAsTheVectorsSay() throws Exception {
        JsonArray vectors = (JsonArray) Json.parse(Files.readAllBytes(VECTORS));
        assertThat(vectors.size()).isGreaterThan(3);
        vectors.forEach(vector -> pins((JsonObject) vector));
    }

    private static void pins(JsonObject vector) {
        JsonObject json = vector.object("definition");
        ToolDefinition tool = new ToolDefinition(vector.string("server"), json.string("name"), json);
        assertThat(new String(tool.pinned(), StandardCharsets.UTF_8)).isEqualTo(vector.string("pinned"));
        assertThat(tool.digest()).hasToString(vector.string("digest"));
    }

    @Test
    void offersNothingThatIsDefinedTwiceOrHasNoUsableName() throws Exception {
        List<JsonObject> listed = List.of(
                Json.parseObject("{\"name\":\"good\"}".getBytes(StandardCharsets.UTF_8)),
                Json.parseObject("{\"name\":\"two\"}".getBytes(StandardCharsets.UTF_8)),
                Json.parseObject("{\"name\":\"two\",\"description\":\"x\"}".getBytes(StandardCharsets.UTF_8)),
                Json.parseObject("{\"name\":\"with space\"}".getBytes(StandardCharsets.UTF_8)),
                Json.parseObject("{\"name\":7}".getBytes(StandardCharsets.UTF_8)),
                Json.parseObject("{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(ToolList.of("server", listed)).containsOnlyKeys("good");
    }
}
