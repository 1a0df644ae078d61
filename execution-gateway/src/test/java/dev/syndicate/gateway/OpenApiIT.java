package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document that is served is the one that is checked in. After a change of the API:
 * {@code ./mvnw -pl execution-gateway verify -Dit.test=OpenApiIT -Dopenapi.write=true}.
 */
class OpenApiIT extends GatewayIT {

    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "openapi", "execution-gateway.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void servesTheDocumentThatIsCheckedIn() throws IOException {
        Object document = JSON.readTree(get("/v3/api-docs", "").body().toString());
        String served = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, served, StandardCharsets.UTF_8);
        }
        assertThat(served).isEqualTo(Files.readString(DOCUMENT, StandardCharsets.UTF_8));
    }
}
