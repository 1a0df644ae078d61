package dev.syndicate.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document that is served is the one that is checked in. After a change of the API:
 * {@code ./mvnw -pl approval-service verify -Dit.test=OpenApiIT -Dopenapi.write=true}.
 */
class OpenApiIT extends ApprovalServiceIT {

    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "openapi", "approval-service.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void servesTheDocumentThatIsCheckedIn() throws IOException {
        String served = JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(get(PEOPLE.riley(), "/v3/api-docs").body())
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, served, StandardCharsets.UTF_8);
        }

        assertThat(served).isEqualTo(Files.readString(DOCUMENT, StandardCharsets.UTF_8));
    }
}
