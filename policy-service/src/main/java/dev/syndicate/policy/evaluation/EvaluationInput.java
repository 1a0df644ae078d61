package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a decision follows from, in one digest (docs/spec/policy-bundle.md, section 6). */
final class EvaluationInput {

    static final DomainTag TAG = new DomainTag("syndicate/evaluation-input/v1");

    private static final String SCHEMA = "evaluation-input/v1";

    private EvaluationInput() {}

    /** The digest with the version that decided; without one when there was none. */
    static Digest digest(EvaluationRequest request, @Nullable PolicyVersion version) {
        return TAG.digest(CanonicalJson.bytes(json(request, version)));
    }

    static JsonObject json(EvaluationRequest request, @Nullable PolicyVersion version) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("action", request.action().json())
                .put("session", request.session())
                .putIfPresent(
                        "policyVersion", Optional.ofNullable(version).map(given -> JsonValue.of(given.toString())))
                .build();
    }
}
