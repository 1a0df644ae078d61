package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is on record of a standing grant. It grows with its uses, which are bounded. */
final class StandingGrant {

    private final Optional<String> session;
    private final Optional<String> scope;
    private final Optional<String> intent;
    private final Optional<String> version;
    private final Optional<String> rule;
    private final Optional<String> tool;
    private final List<String> targets;
    private final long uses;
    private final String expiresAt;
    private final List<Human> approvers;
    private final Set<Long> used = new HashSet<>();
    private boolean revoked;

    StandingGrant(JsonObject body) {
        JsonObject grant = Facts.object(body, "grant").orElse(JsonObject.EMPTY);
        JsonObject terms = Facts.object(grant, "terms").orElse(JsonObject.EMPTY);
        session = Facts.text(body, "session");
        scope = Facts.text(terms, "scope");
        intent = Facts.text(body, "digests", "intentAtApproval");
        version = Facts.text(body, "policy", "version");
        rule = texts(Facts.array(grant, "rules")).stream().findFirst();
        tool = Facts.text(body, "action", "tool");
        targets = texts(Facts.object(body, "action").flatMap(action -> Facts.array(action, "targets")));
        uses = Facts.integer(terms, "uses").orElse(0L);
        expiresAt = Facts.text(grant, "expiresAt").orElse("");
        approvers = Human.listed(Facts.object(body, "who").orElse(JsonObject.EMPTY), "approvers");
    }

    void revoke() {
        revoked = true;
    }

    boolean wasGivenBy(List<Human> people) {
        return approvers.containsAll(people);
    }

    /** Times of records have one length, so that their texts are in order as they are. */
    boolean hasEnded(JsonObject body) {
        String at = Facts.text(body, "event", "occurredAt").orElse("");
        return revoked || comparable(at).compareTo(comparable(expiresAt)) >= 0;
    }

    /** An event's own form leaves out a fraction's trailing zeros. */
    private static String comparable(String time) {
        String whole = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
        String seconds = whole.contains(".") ? whole : whole + ".";
        return seconds + "0".repeat(Math.max(0, 27 - seconds.length()));
    }

    boolean covers(JsonObject body) {
        boolean sameTarget = rule.isPresent()
                && rule.equals(Facts.text(body, "policy", "rule"))
                && tool.equals(Facts.text(body, "action", "tool"))
                && !targets.isEmpty()
                && targets.equals(
                        texts(Facts.object(body, "action").flatMap(action -> Facts.array(action, "targets"))));
        boolean sameIntent = intent.equals(Facts.text(body, "digests", "intentAtApproval"));
        return session.equals(Facts.text(body, "session"))
                && version.equals(Facts.text(body, "policy", "version"))
                && (scope.equals(Optional.of("target"))
                        ? sameTarget
                        : scope.equals(Optional.of("intent")) && sameIntent);
    }

    /** Takes this use; false where it is none, or taken. */
    boolean take(long number) {
        return number >= 1 && number <= uses && used.add(number);
    }

    void free(long number) {
        used.remove(number);
    }

    private static List<String> texts(Optional<JsonArray> array) {
        return array.map(JsonArray::stream).stream()
                .flatMap(items -> items)
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
    }
}
