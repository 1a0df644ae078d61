package dev.syndicate.audit.chain;

import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.util.Set;

/** Why something was taken back or held up, and whether it holds everywhere. Who did it is a fact like any other. */
final class Revocations {

    private static final Set<String> EVERYWHERE =
            Set.of("PermitsRevoked", "ExecutionsSuspended", "ResumptionRequested", "ExecutionsResumed");
    private static final Set<String> SINGLE = Set.of("PermitRevoked", "SessionClosed");

    private Revocations() {}

    static JsonObject of(String type, JsonObject event) {
        boolean wide = EVERYWHERE.contains(type);
        if (!wide && !SINGLE.contains(type)) {
            return JsonObject.EMPTY;
        }
        JsonObject.Builder revocation = JsonObject.builder();
        revocation.putIfPresent("reason", event.find("reason").filter(JsonString.class::isInstance));
        if (wide && event.find("workspace").orElse(JsonNull.NULL) instanceof JsonNull) {
            revocation.put("everywhere", true);
        }
        return Facts.at(revocation.build(), "revocation");
    }
}
