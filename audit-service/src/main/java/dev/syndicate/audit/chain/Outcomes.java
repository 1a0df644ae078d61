package dev.syndicate.audit.chain;

import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.Optional;

/** How a record can end (docs/glossary.md): only events that are an end have an outcome. */
final class Outcomes {

    private Outcomes() {}

    static JsonObject of(String type, JsonObject event) {
        return switch (type) {
            case "OutcomeReported" -> reported(event);
            case "ExecutionDiverged" -> result("executed-but-different", event);
            case "OutcomeUnknown" -> result("outcome-unknown", event);
            case "ActionWithdrawn", "ApprovalWithdrawn" -> result("withdrawn", event);
            case "ActionAmended", "ApprovalAmended" -> result("amended", event);
            case "ActionExpired", "ApprovalExpired" -> result("expired", event);
            case "ActionDenied" -> result("denied-by-" + text(event, "by").orElse("unknown"), event);
            case "ApprovalDenied" -> result("denied-by-reviewer", event);
            case "ApprovalSuperseded" -> result("superseded", event);
            case "ApprovalGranted" -> result("approved", event);
            case "ExecutionRefused" -> result("refused", event);
            case "VoteRefused", "AmendmentRefused" -> result("vote-refused", event);
            default -> JsonObject.EMPTY;
        };
    }

    private static JsonObject reported(JsonObject event) {
        JsonObject outcome = event.find("outcome")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.EMPTY);
        JsonObject.Builder members = JsonObject.builder();
        outcome.forEach((name, value) -> {
            if (!(value instanceof JsonNull)) {
                // "result" says how the action ended; the digest of what came out has a name of its own.
                members.put(name.equals("result") ? "resultDigest" : name, value);
            }
        });
        members.putIfPresent("late", event.find("late"));
        boolean succeeded = text(outcome, "status").equals(Optional.of("succeeded"));
        return Facts.at(
                members.put("result", succeeded ? "executed" : "execution-failed")
                        .build(),
                "outcome");
    }

    private static JsonObject result(String result, JsonObject event) {
        JsonObject.Builder outcome = JsonObject.builder().put("result", result);
        outcome.putIfPresent("reason", text(event, "reason").map(JsonValue::of));
        outcome.putIfPresent("detail", text(event, "detail").map(JsonValue::of));
        return Facts.at(outcome.build(), "outcome");
    }

    private static Optional<String> text(JsonObject event, String name) {
        return event.find(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }
}
