package dev.syndicate.audit.format;

import static dev.syndicate.audit.format.Ocsf.filled;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects of an OCSF event, each under the rules of its own definition. */
final class OcsfObjects {

    /** Who may have acted, the nearest first. */
    private static final List<String> ACTORS = List.of("actor", "reviewer", "releaser", "author", "principal");

    private OcsfObjects() {}

    /** {@code actor}: the person, and the service that says so. */
    static JsonObject actor(ExportedRecord record) {
        JsonObject.Builder actor = JsonObject.builder().put("app_name", record.text("event", "origin"));
        user(record).ifPresent(user -> actor.put("user", user));
        filled(record.text("session"))
                .ifPresent(session -> actor.put("session", JsonObject.builder().put("uid", session)));
        authorization(record).ifPresent(result -> actor.put("authorizations", JsonArray.of(result)));
        return actor.build();
    }

    private static Optional<JsonObject> user(ExportedRecord record) {
        return ACTORS.stream()
                .filter(who -> !record.text("who", who, "subject").isEmpty())
                .findFirst()
                .map(who -> JsonObject.builder()
                        .put("uid", record.text("who", who, "subject"))
                        .putStringIfPresent("full_name", filled(record.text("who", who, "name")))
                        .putStringIfPresent("domain", filled(record.text("who", who, "issuer")))
                        .build());
    }

    private static Optional<JsonObject> authorization(ExportedRecord record) {
        Optional<String> version = filled(record.text("policy", "version"));
        return version.map(uid -> JsonObject.builder()
                .putStringIfPresent("decision", filled(record.text("policy", "effect")))
                .put(
                        "policy",
                        JsonObject.builder()
                                .put("uid", uid)
                                .putStringIfPresent("name", filled(record.text("policy", "rule"))))
                .build());
    }

    /** {@code api}: what was asked for. */
    static JsonObject api(ExportedRecord record) {
        JsonObject.Builder api = JsonObject.builder()
                .put("operation", filled(record.text("action", "rawTool")).orElse(record.eventName()))
                .put("service", JsonObject.builder().put("name", record.text("event", "origin")));
        filled(record.text("action", "callId"), record.text("action", "id"))
                .ifPresent(call -> api.put("request", JsonObject.builder().put("uid", call)));
        return api.build();
    }

    /** {@code resources}: what an action touches. */
    static Optional<JsonArray> resources(ExportedRecord record) {
        List<JsonValue> resources = new ArrayList<>();
        for (String target : record.texts("action", "targets")) {
            resources.add(JsonObject.builder()
                    .put("name", target)
                    .putStringIfPresent("type", filled(record.text("action", "kind")))
                    .build());
        }
        return resources.isEmpty() ? Optional.empty() : Optional.of(JsonArray.of(resources));
    }

    /** {@code ai_agent}: the coding tool, its instance being the session. */
    static Optional<JsonObject> agent(ExportedRecord record) {
        Optional<String> product = filled(record.text("who", "agent", "product"));
        return product.map(name -> JsonObject.builder()
                .put("uid", record.text("who", "agent", "vendor") + "/" + name)
                .put("name", name)
                .put("type_id", 0)
                .putStringIfPresent("version", filled(record.text("who", "agent", "version")))
                .putStringIfPresent("instance_uid", filled(record.text("session")))
                .build());
    }

    /** {@code entity}: the policy version that changed. */
    static JsonObject policy(ExportedRecord record) {
        return JsonObject.builder()
                .put("type", "policy")
                .put(
                        "uid",
                        filled(record.text("policy", "version"))
                                .orElse(record.body().aggregateId()))
                .build();
    }

    /** {@code finding_info}: the violation, named by its digest. */
    static JsonObject finding(ExportedRecord record) {
        return JsonObject.builder()
                .put(
                        "uid",
                        filled(record.text("integrity", "finding"))
                                .orElse(record.header().eventId().toString()))
                .put(
                        "title",
                        "The audit chain is violated"
                                + filled(record.text("integrity", "code"))
                                        .map(code -> ": " + code)
                                        .orElse(""))
                .build();
    }
}
