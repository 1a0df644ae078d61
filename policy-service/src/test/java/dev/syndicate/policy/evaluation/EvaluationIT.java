package dev.syndicate.policy.evaluation;

import static dev.syndicate.policy.bundle.BundleFixture.allow;
import static dev.syndicate.policy.bundle.BundleFixture.ask;
import static dev.syndicate.policy.bundle.BundleFixture.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.policy.RunningPolicyService;
import dev.syndicate.policy.bundle.FactsFixture;
import dev.syndicate.policy.bundle.Vectors;
import dev.syndicate.testing.security.TestServices;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationIT extends RunningPolicyService {

    private static final String READS = of(allow("reads", "match: {kinds: [file-read]}"));
    private static final String ASKS = of(ask("everything", "when: \"true\""));

    private final String pat = PEOPLE.pat().bearer();
    private final String read = FactsFixture.read("/w/README.md").request().toString();

    @Test
    void decidesForTheGatewayUnderTheReleasedVersion() {
        String version = released(ASKS);

        Answer answer = evaluate(read, gateway());

        assertThat(answer.status()).isEqualTo(200);
        Decision decision = JsonMapper.builder().build().readValue(answer.text(), Decision.class);
        assertThat(decision.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(decision.policyVersion()).hasToString(version);
        assertThat(decision.approval().expiresAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(decision.author().subject()).isEqualTo("pat");
        assertThat(decision.releaser().subject()).isEqualTo("percy");
        assertThat(decision.matchedRules()).containsExactly("everything");
        assertThat(decision.inputs().toString()).startsWith("sha256:");
    }

    @Test
    void decidesUnderAPinnedVersionThatWasReleasedOnce() {
        String first = released(READS);
        released(ASKS);

        Answer pinned = evaluate(pinned(first), gateway());

        assertThat(pinned.json().get("effect").asString()).isEqualTo("allow");
        assertThat(pinned.json().get("policyVersion").asString()).isEqualTo(first);
        assertThat(evaluate(read, gateway()).json().get("effect").asString()).isEqualTo("require-approval");
    }

    @Test
    void deniesUnderAVersionThatNobodyReleasedAndLetsAuthorsTryIt() {
        String version = publish(READS, pat).json().get("version").asString();

        JsonNode inEarnest = evaluate(pinned(version), gateway()).json();
        JsonNode tried = evaluate(pinned(version), pat).json();

        assertThat(inEarnest.get("effect").asString()).isEqualTo("deny");
        assertThat(inEarnest.get("reason").asString()).contains("never been released");
        assertThat(tried.get("schema").asString()).isEqualTo("simulation/v1");
        assertThat(tried.get("effect").asString()).isEqualTo("allow");
        assertThat(tried.get("released").asBoolean()).isFalse();
        assertThat(tried.get("inputs")).isEqualTo(inEarnest.get("inputs"));
    }

    @Test
    void writesNoEvent() {
        released(READS);
        long events = events();

        evaluate(read, gateway());
        evaluate(read, pat);

        assertThat(events()).isEqualTo(events);
    }

    @Test
    void givesARetriedRequestTheSameAnswerEvenAfterARelease() {
        released(READS);
        Answer first = evaluate(read, gateway(), "Idempotency-Key", "asked-once");
        released(ASKS);

        assertThat(evaluate(read, gateway(), "Idempotency-Key", "asked-once").text())
                .isEqualTo(first.text());
    }

    @Test
    void givesTheInputDigestOfTheSpecification() {
        String version = released(READS);
        var request =
                Vectors.objects("evaluations.json").findFirst().orElseThrow().object("request");

        JsonNode decision = evaluate(request.toString(), gateway()).json();

        assertThat(decision.get("inputs").asString())
                .isEqualTo(EvaluationInput.digest(
                                EvaluationRequest.read(request),
                                dev.syndicate.contracts.policy.PolicyVersion.parse(version))
                        .toString());
    }

    @Test
    void refusesOthersAndWhatIsNoRequest() {
        released(READS);

        assertThat(evaluate(read, PEOPLE.dana().bearer()).status()).isEqualTo(403);
        assertThat(evaluate(read, TestServices.shared().bearer("approval-service", "policy-service"))
                        .status())
                .isEqualTo(403);
        assertThat(evaluate(read, TestServices.shared().bearer("execution-gateway", "audit-service"))
                        .status())
                .isEqualTo(401);
        assertThat(evaluate("{\"a\":1,\"a\":2}", gateway()).problem()).isEqualTo("inadmissible-json");
        assertThat(evaluate("{", gateway()).problem()).isEqualTo("inadmissible-json");
        assertThat(evaluate("{\"schema\":\"evaluation/v1\"}", gateway()).problem())
                .isEqualTo("evaluation-invalid");
        assertThat(evaluate("\"" + "x".repeat(5 * 1024 * 1024) + "\"", gateway())
                        .problem())
                .isEqualTo("payload-too-large");
        assertThat(evaluate(pinned("1:" + "0".repeat(64)), gateway()).problem()).isEqualTo("policy-version-unknown");
    }

    @Test
    void neverDecidesUnderBytesThatWereAltered() {
        String yaml = of(allow("altered", "when: \"true\"")).replace("Of a test.", "Of this test alone.");
        String version = publish(yaml, pat).json().get("version").asString();
        activate(version, PEOPLE.percy().bearer());
        rows().sql("ALTER TABLE content.content DISABLE TRIGGER refuse_change").update();
        rows().sql("ALTER TABLE content.content DROP CONSTRAINT content_digest_matches")
                .update();
        rows().sql(
                        "UPDATE content.content SET bytes = set_byte(bytes, 20, 90) WHERE convert_from(bytes, 'UTF8') LIKE '%test alone%'")
                .update();

        assertThat(evaluate(read, gateway()).status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void countsEvaluationsByEffect() {
        released(READS);
        evaluate(read, gateway());

        assertThat(get("/actuator/prometheus", "").text())
                .contains("syndicate_policy_evaluation_seconds_count{effect=\"allow\",purpose=\"decision\"");
    }

    private String pinned(String version) {
        return FactsFixture.read("/w/README.md")
                .request()
                .with("policyVersion", JsonValue.of(version))
                .toString();
    }

    private long events() {
        return rows().sql("SELECT count(*) FROM eventstore.domain_event")
                .query(Long.class)
                .single();
    }
}
