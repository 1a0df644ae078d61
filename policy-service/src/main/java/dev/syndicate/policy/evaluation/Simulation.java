package dev.syndicate.policy.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.policy.bundle.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version would say, released or not. It is no decision: nothing records it and no permit follows from it.
 *
 * @param released whether the version was ever activated; one that was not denies everything in earnest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Simulation(
        PolicyVersion policyVersion,
        boolean released,
        Effect effect,
        @Nullable String rule,
        String reason,
        Risk risk,
        TrustTier trustTier,
        @Nullable ApprovalRequirement approval,
        List<String> matchedRules,
        Digest inputs) {

    static Simulation of(Verdict verdict, PolicyVersion version, boolean released, Digest inputs) {
        return new Simulation(
                version,
                released,
                verdict.effect(),
                verdict.rule(),
                verdict.reason(),
                verdict.risk(),
                verdict.trustTier(),
                verdict.approval(),
                verdict.matchedRules(),
                inputs);
    }

    /** {@code simulation/v1}. */
    @JsonProperty
    String schema() {
        return "simulation/v1";
    }
}
