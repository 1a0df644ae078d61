package dev.syndicate.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.policy.bundle.FactsFixture;
import org.junit.jupiter.api.Test;

class EvaluationRequestTest {

    private final JsonObject request = FactsFixture.command("ls").request();

    @Test
    void readsWhatIsInOrder() {
        JsonObject session = request.object("session")
                .with("tags", JsonArray.ofStrings(java.util.List.of("a")))
                .with("managed", JsonValue.of(true));

        assertThat(EvaluationRequest.read(request.with("session", session)).session())
                .isEqualTo(session);
    }

    @Test
    void saysWhereARequestIsNotInOrder() {
        JsonObject session = request.object("session");

        assertThat(refusal(request.with("colour", JsonValue.of(1)))).isEqualTo("/colour");
        assertThat(refusal(request.with("schema", JsonValue.of("evaluation/v2"))))
                .isEqualTo("/schema");
        assertThat(refusal(request.without("schema"))).isEqualTo("/schema");
        assertThat(refusal(request.without("action"))).isEqualTo("/action");
        assertThat(refusal(request.with("action", request.object("action").without("kind"))))
                .isEqualTo("/action/kind");
        assertThat(refusal(request.with("policyVersion", JsonValue.of("latest"))))
                .isEqualTo("/policyVersion");
        assertThat(refusal(request.with("policyVersion", JsonNull.NULL))).isEqualTo("/policyVersion");
        assertThat(refusal(request.without("session"))).isEqualTo("/session");
        assertThat(refusal(request.with("session", session.without("openedAt"))))
                .isEqualTo("/session/openedAt");
        assertThat(refusal(request.with("session", session.with("openedAt", JsonValue.of("yesterday")))))
                .isEqualTo("/session/openedAt");
        assertThat(refusal(request.with("session", session.with("incidents", JsonValue.of(-1)))))
                .isEqualTo("/session/incidents");
        assertThat(refusal(request.with("session", session.with("deep", JsonObject.EMPTY))))
                .isEqualTo("/session/deep");
        assertThat(refusal(request.with("session", session.with("Bad name", JsonValue.of(1)))))
                .isEqualTo("/session/Bad name");
    }

    private static Object refusal(JsonObject body) {
        return catchThrowableOfType(InvalidEvaluationException.class, () -> EvaluationRequest.read(body))
                .extras()
                .get("pointer");
    }
}
