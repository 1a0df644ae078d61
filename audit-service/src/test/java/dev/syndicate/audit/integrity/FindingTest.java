package dev.syndicate.audit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/spec/finding.md. */
class FindingTest {

    private static final Path VECTORS = Path.of("../docs/spec/vectors/finding/findings.json");

    @Test
    void isNamedAsTheVectorsSay() throws IOException {
        JsonNode findings = new ObjectMapper().readTree(VECTORS.toFile()).get("findings");
        assertThat(findings).hasSizeGreaterThan(5);
        for (JsonNode given : findings) {
            assertThat(finding(given).digest().toString())
                    .as(given.get("name").asText())
                    .isEqualTo(given.get("digest").asText());
        }
    }

    @Test
    void outlivesTheLatchFile() throws IOException {
        JsonNode findings = new ObjectMapper().readTree(VECTORS.toFile()).get("findings");
        for (JsonNode given : findings) {
            Finding finding = finding(given);
            assertThat(Finding.parse(finding.origin().log(), finding.json())).isEqualTo(finding);
        }
    }

    private static Finding finding(JsonNode given) {
        return new Finding(
                new LogOrigin(
                        LogId.parse(given.get("log").asText()),
                        given.get("epoch").asLong()),
                ChainFault.of(given.get("fault").asText()),
                given.get("sequence").asLong(),
                given.get("subject").asText(),
                "told");
    }
}
