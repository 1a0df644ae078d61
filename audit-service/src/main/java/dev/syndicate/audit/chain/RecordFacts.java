package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.KeyRotation;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What an event states, in the words of docs/spec/chain-format.md, section 3.2. Members of events mean the same in every
 * event, so they are read by name; a type that nobody has heard of still gets what it has of them, and a payload that
 * cannot be read gets a record without facts. Nothing here can stop the writer.
 */
final class RecordFacts {

    private static final Map<String, String[]> PLACES = Map.ofEntries(
            Map.entry("session", new String[] {"session"}),
            Map.entry("workspace", new String[] {"workspace"}),
            Map.entry("enforcementTier", new String[] {"enforcementTier"}),
            Map.entry("failMode", new String[] {"failMode"}),
            Map.entry("principal", new String[] {"who", "principal"}),
            Map.entry("requester", new String[] {"who", "principal"}),
            Map.entry("agent", new String[] {"who", "agent"}),
            Map.entry("reviewer", new String[] {"who", "reviewer"}),
            Map.entry("voter", new String[] {"who", "reviewer"}),
            Map.entry("amender", new String[] {"who", "reviewer"}),
            Map.entry("amended", new String[] {"amended"}),
            Map.entry("amendment", new String[] {"amendment"}),
            Map.entry("standing", new String[] {"standing"}),
            Map.entry("approvers", new String[] {"who", "approvers"}),
            Map.entry("author", new String[] {"who", "author"}),
            Map.entry("releaser", new String[] {"who", "releaser"}),
            Map.entry("onBehalfOf", new String[] {"who", "onBehalfOf"}),
            Map.entry("delegator", new String[] {"who", "delegator"}),
            Map.entry("delegate", new String[] {"who", "delegate"}),
            Map.entry("delegation", new String[] {"voting", "delegation"}),
            Map.entry("round", new String[] {"voting", "round"}),
            Map.entry("sets", new String[] {"voting", "sets"}),
            Map.entry("counted", new String[] {"voting", "counted"}),
            Map.entry("signIn", new String[] {"voting", "signIn"}),
            Map.entry("openedAt", new String[] {"voting", "openedAt"}),
            Map.entry("clearSince", new String[] {"voting", "clearSince"}),
            Map.entry("requestedBy", new String[] {"who", "actor"}),
            Map.entry("by", new String[] {"who", "actor"}),
            Map.entry("authority", new String[] {"authority"}),
            Map.entry("action", new String[] {"action", "id"}),
            Map.entry("callId", new String[] {"action", "callId"}),
            Map.entry("content", new String[] {"action", "parameters"}),
            Map.entry("hold", new String[] {"hold", "id"}),
            Map.entry("scope", new String[] {"hold", "scope"}),
            Map.entry("pseudonym", new String[] {"erasure", "subject"}),
            Map.entry("keys", new String[] {"erasure", "keys"}),
            Map.entry("contents", new String[] {"erasure", "contents"}),
            Map.entry("archive", new String[] {"archive"}),
            Map.entry("list", new String[] {"action", "sensitive", "list"}),
            Map.entry("places", new String[] {"action", "sensitive", "places"}),
            Map.entry("values", new String[] {"action", "sensitive", "values"}),
            Map.entry("intentDigest", new String[] {"digests", "intentAtApproval"}),
            Map.entry("approvedIntent", new String[] {"digests", "intentAtApproval"}),
            Map.entry("presentedIntent", new String[] {"digests", "intentAtExecution"}),
            Map.entry("observedIntent", new String[] {"digests", "intentObserved"}),
            Map.entry("actionDigest", new String[] {"digests", "action"}),
            Map.entry("presentedAction", new String[] {"digests", "actionAtExecution"}),
            Map.entry("viewDigest", new String[] {"digests", "view"}),
            Map.entry("bundle", new String[] {"policy", "bundle"}),
            Map.entry("version", new String[] {"policy", "version"}),
            Map.entry("policyVersion", new String[] {"policy", "version"}),
            Map.entry("decidedUnder", new String[] {"policy", "version"}),
            Map.entry("inForce", new String[] {"policy", "inForce"}),
            Map.entry("approval", new String[] {"approval"}),
            Map.entry("vote", new String[] {"vote"}),
            Map.entry("choice", new String[] {"outcome", "vote"}),
            Map.entry("permit", new String[] {"permit"}),
            Map.entry("execution", new String[] {"execution"}),
            Map.entry("receipt", new String[] {"receipt"}),
            Map.entry("finding", new String[] {"integrity", "finding"}),
            Map.entry("code", new String[] {"integrity", "code"}),
            Map.entry("sequence", new String[] {"integrity", "sequence"}),
            Map.entry("verification", new String[] {"integrity", "verification"}),
            Map.entry("intact", new String[] {"integrity", "intact"}),
            Map.entry("resource", new String[] {"reading", "resource"}),
            Map.entry("query", new String[] {"reading", "query"}),
            Map.entry("format", new String[] {"reading", "format"}),
            Map.entry("firstSequence", new String[] {"range", "first"}),
            Map.entry("lastSequence", new String[] {"range", "last"}),
            Map.entry("count", new String[] {"range", "count"}));

    private static final String STANDING_GRANTED = "dev.syndicate.contracts.approval.StandingGranted";

    private static final java.util.Set<String> TEXTS = java.util.Set.of(
            "session",
            "workspace",
            "enforcementTier",
            "failMode",
            "approval",
            "vote",
            "permit",
            "execution",
            "action",
            "callId");

    private static final String[][] TRACES = {
        {"correlationId", "correlation"},
        {"correlation", "correlation"},
        {"traceId", "trace"},
        {"causationId", "causation"}
    };

    private RecordFacts() {}

    /** The facts that this event itself states. */
    static JsonObject of(String payloadType, byte[] payload, byte[] metadata) {
        JsonObject event = read(payload);
        Statement statement = new Statement();
        event.forEach((name, value) -> place(statement, name, value));
        object(event, "summary").ifPresent(summary -> statement.put(summary, "action"));
        object(event, "decision").ifPresent(decision -> statement.put(decided(decision), "policy"));
        statement.putAll(rotation(payloadType, event));
        statement.putAll(grant(payloadType, event));
        statement.putAll(Revocations.of(simpleName(payloadType), event));
        statement.putAll(Outcomes.of(simpleName(payloadType), event));
        trace(statement, read(metadata));
        return statement.facts();
    }

    private static void place(Statement statement, String name, JsonValue value) {
        String[] place = PLACES.get(name);
        boolean fits = !(value instanceof JsonNull)
                && (!TEXTS.contains(name) || value instanceof JsonString)
                && !(name.equals("by") && value instanceof JsonString);
        if (place != null && fits) {
            statement.put(value, place);
        }
    }

    private static JsonObject decided(JsonObject decision) {
        JsonObject.Builder policy = JsonObject.builder();
        for (String name :
                new String[] {"effect", "rule", "reason", "risk", "trustTier", "inputs", "author", "releaser"}) {
            policy.putIfPresent(name, decision.find(name).filter(value -> !(value instanceof JsonNull)));
        }
        policy.putIfPresent("version", decision.find("policyVersion").filter(value -> !(value instanceof JsonNull)));
        return policy.build();
    }

    private static JsonObject rotation(String payloadType, JsonObject event) {
        if (!payloadType.equals(KeyRotation.EVENT_TYPE)) {
            return JsonObject.EMPTY;
        }
        try {
            KeyRotation rotation = new KeyRotation(
                    NoteVerificationKey.parse(event.string("previous")),
                    NoteVerificationKey.parse(event.string("next")),
                    event.findString("overlapUntil").map(Instant::parse));
            return Facts.at(rotation.json(), KeyRotation.MEMBER);
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            return JsonObject.EMPTY;
        }
    }

    private static JsonObject grant(String payloadType, JsonObject event) {
        if (!payloadType.equals(STANDING_GRANTED)) {
            return JsonObject.EMPTY;
        }
        JsonObject.Builder grant = JsonObject.builder();
        for (String name : new String[] {"terms", "rules", "expiresAt"}) {
            grant.putIfPresent(name, event.find(name));
        }
        grant.putIfPresent("digest", event.find("grantDigest"));
        return Facts.at(grant.build(), "grant");
    }

    private static void trace(Statement statement, JsonObject metadata) {
        for (String[] member : TRACES) {
            JsonValue value = metadata.find(member[0]).orElse(JsonNull.NULL);
            if (value instanceof JsonString) {
                statement.put(value, member[1]);
            }
        }
    }

    private static Optional<JsonObject> object(JsonObject event, String name) {
        return event.find(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static JsonObject read(byte[] json) {
        try {
            return Json.parseObject(json);
        } catch (InadmissibleJsonException | IllegalArgumentException unreadable) {
            return JsonObject.EMPTY;
        }
    }

    private static String simpleName(String payloadType) {
        return payloadType.substring(payloadType.lastIndexOf('.') + 1);
    }
}
