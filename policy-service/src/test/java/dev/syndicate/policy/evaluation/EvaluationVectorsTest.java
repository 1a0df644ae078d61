package dev.syndicate.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.policy.bundle.Facts;
import dev.syndicate.policy.bundle.PolicyBundle;
import dev.syndicate.policy.bundle.Vectors;
import dev.syndicate.policy.bundle.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EvaluationVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Named<JsonObject>> evaluations() {
        return Vectors.objects("evaluations.json").map(vector -> Named.of(vector.string("name"), vector));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void givesTheInputAndItsDigest(JsonObject vector) {
        EvaluationRequest request = EvaluationRequest.read(vector.object("request"));
        PolicyVersion version = PolicyVersion.parse(vector.string("policyVersion"));

        assertThat(CanonicalJson.text(EvaluationInput.json(request, version))).isEqualTo(vector.string("input"));
        assertThat(EvaluationInput.digest(request, version)).hasToString(vector.string("inputs"));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void givesTheVerdict(JsonObject vector) {
        EvaluationRequest request = EvaluationRequest.read(vector.object("request"));
        byte[] bundle = Vectors.bundle(vector.string("bundle")).getBytes(StandardCharsets.UTF_8);
        JsonObject expected = vector.object("verdict");

        Verdict verdict = PolicyBundle.fromYaml(bundle).compiled().judge(Facts.of(request.action(), request.session()));

        assertThat(verdict.effect().wireName()).isEqualTo(expected.string("effect"));
        assertThat(verdict.rule()).isEqualTo(expected.get("rule") instanceof JsonString rule ? rule.value() : null);
        assertThat(verdict.risk().wireName()).isEqualTo(expected.string("risk"));
        assertThat(verdict.trustTier().value()).isEqualTo((int) expected.integer("trustTier"));
        assertThat(verdict.matchedRules()).isEqualTo(expected.strings("matchedRules"));
        assertThat(JSON.readTree(JSON.writeValueAsString(verdict.approval())))
                .isEqualTo(JSON.readTree(
                        expected.findObject("approval").map(CanonicalJson::text).orElse("null")));
    }
}
