package dev.syndicate.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.policy.RunningPolicyService;
import dev.syndicate.policy.bundle.FactsFixture;
import dev.syndicate.testing.postgres.UsesPostgres;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A new installation, on a database of its own. */
@UsesPostgres(role = "policy_service")
class NoPolicyIT extends RunningPolicyService {

    @Test
    void deniesEverythingUntilAPolicyIsActivated() {
        String request = FactsFixture.read("/w/README.md").request().toString();

        JsonNode decision = evaluate(request, gateway()).json();

        assertThat(decision.get("effect").asString()).isEqualTo("deny");
        assertThat(decision.get("risk").asString()).isEqualTo("critical");
        assertThat(decision.path("policyVersion").isNull()).isTrue();
        assertThat(decision.get("inputs").asString()).startsWith("sha256:");
        assertThat(evaluate(request, PEOPLE.pat().bearer()).problem()).isEqualTo("no-active-policy");
        assertThat(get("/v1/policies/active", PEOPLE.pat().bearer()).problem()).isEqualTo("no-active-policy");
        assertThat(get("/v1/policies", PEOPLE.pat().bearer())
                        .json()
                        .get("policies")
                        .isEmpty())
                .isTrue();
    }
}
