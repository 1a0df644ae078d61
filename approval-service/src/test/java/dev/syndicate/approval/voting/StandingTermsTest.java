package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is voted for, byte for byte (docs/spec/standing-grant.md). */
class StandingTermsTest {

    private static final Path VECTORS = Path.of("..", "docs", "spec", "vectors", "standing-grant", "grants.json");

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper().readTree(VECTORS.toFile()).spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> {
                    JsonNode terms = vector.get("terms");
                    StandingTerms standing = new StandingTerms(
                            GrantScope.of(terms.get("scope").asText()),
                            terms.get("uses").asInt(),
                            Duration.parse(terms.get("duration").asText()));
                    ApprovalRequested request = request(vector.get("request"));
                    assertThat(CanonicalJson.text(standing.grantFor(request, request.decision())))
                            .isEqualTo(vector.get("canonical").asText());
                    assertThat(standing.digestFor(request, request.decision()))
                            .hasToString(vector.get("digest").asText());
                }));
    }

    @Test
    void refusesTermsThatAreNone() {
        assertThatThrownBy(() -> new StandingTerms(GrantScope.INTENT, 0, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StandingTerms(GrantScope.INTENT, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StandingTerms(GrantScope.INTENT, 1, Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ApprovalRequested request(JsonNode facts) {
        ApprovalRequested any = ApprovalFixture.requested();
        return new ApprovalRequested(
                ApprovalId.parse(facts.get("approval").asText()),
                any.action(),
                SessionId.parse(facts.get("session").asText()),
                new WorkspaceId(facts.get("workspace").asText()),
                any.requester(),
                any.agent(),
                any.enforcementTier(),
                new ActionSummary(
                        "raw",
                        facts.get("tool").asText(),
                        ActionKind.of(facts.get("kind").asText()),
                        texts(facts.get("targets"))),
                any.content(),
                IntentDigest.parse(facts.get("intentDigest").asText()),
                any.actionDigest(),
                decision(any.decision(), facts),
                null,
                any.expiresAt(),
                any.occurredAt());
    }

    private static Decision decision(Decision any, JsonNode facts) {
        return new Decision(
                any.effect(),
                PolicyVersion.parse(facts.get("policyVersion").asText()),
                texts(facts.get("rules")).getFirst(),
                any.reason(),
                any.risk(),
                any.trustTier(),
                any.approval(),
                texts(facts.get("rules")),
                any.author(),
                any.releaser(),
                any.inputs());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
