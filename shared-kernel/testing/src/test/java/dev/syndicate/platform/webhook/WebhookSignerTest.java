package dev.syndicate.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of docs/spec/webhook-signature.md. */
class WebhookSignerTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/webhook-signature/webhooks.json");

    static Stream<JsonNode> webhooks() throws IOException {
        JsonNode vectors = new JsonMapper().readTree(Files.readString(VECTORS));
        assertThat(vectors.path("webhooks").size()).isPositive();
        return vectors.path("webhooks").valueStream();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void signsAsTheVectorsSay(JsonNode given) {
        List<String> secrets =
                given.path("secrets").valueStream().map(JsonNode::asString).toList();
        Map<String, String> headers = new WebhookSigner(secrets)
                .headers(
                        given.path("id").asString(),
                        Instant.ofEpochSecond(given.path("timestamp").asLong()),
                        given.path("body").asString());
        assertThat(headers)
                .containsEntry("webhook-id", given.path("id").asString())
                .containsEntry(
                        "webhook-timestamp",
                        String.valueOf(given.path("timestamp").asLong()))
                .containsEntry("webhook-signature", given.path("signature").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_no base64 SECRET!"})
    void refusesWhatIsNoSecretWithoutQuotingIt(String secret) {
        assertThatThrownBy(() -> new WebhookSigner(List.of(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("SECRET!")
                .hasNoCause();
    }

    @Test
    void refusesToSignWithNothing() {
        assertThatThrownBy(() -> new WebhookSigner(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
