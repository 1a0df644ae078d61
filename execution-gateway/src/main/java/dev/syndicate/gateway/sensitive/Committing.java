package dev.syndicate.gateway.sensitive;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ParameterCommitment;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Replaces the values at some paths of one action by commitments to them. */
final class Committing {

    private static final String ROOT = "/parameters";

    private final Function<String, byte[]> salts;
    private final List<JsonObject> values = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final Map<JsonValue, String> digests = new HashMap<>();

    /** @param salts the salt for a place */
    Committing(Function<String, byte[]> salts) {
        this.salts = salts;
    }

    CommittedAction commit(CanonicalAction plain, List<PathPattern> paths, Commitments under) {
        JsonValue parameters = plain.parameters();
        for (PathPattern path : paths) {
            parameters = visit(parameters, path.steps(), ROOT);
        }
        JsonObject action = plain.json().with("parameters", parameters);
        JsonArray targets = targets(plain);
        CanonicalAction committed = CanonicalAction.of(targets.size() == 0 ? action : action.with("targets", targets));
        return new CommittedAction(committed, under, places, values());
    }

    private JsonValue visit(JsonValue value, List<String> steps, String place) {
        if (steps.isEmpty()) {
            return commitment(value, place);
        }
        return switch (value) {
            case JsonObject object when object.has(ParameterCommitment.NAME) -> object;
            case JsonObject object -> inObject(object, steps, place);
            case JsonArray array -> inArray(array, steps, place);
            default -> value;
        };
    }

    private JsonValue inObject(JsonObject object, List<String> steps, String place) {
        JsonObject changed = object;
        for (String name : object.names()) {
            if (matches(steps, name)) {
                changed = changed.with(name, visit(object.get(name), rest(steps), at(place, name)));
            }
        }
        return changed;
    }

    private JsonValue inArray(JsonArray array, List<String> steps, String place) {
        return JsonArray.of(IntStream.range(0, array.size())
                .mapToObj(i -> matches(steps, String.valueOf(i))
                        ? visit(array.get(i), rest(steps), at(place, String.valueOf(i)))
                        : array.get(i))
                .toList());
    }

    private JsonValue commitment(JsonValue value, String place) {
        if (value instanceof JsonObject object && object.has(ParameterCommitment.NAME)) {
            return object;
        }
        byte[] salt = salts.apply(place);
        ParameterCommitment commitment = ParameterCommitment.to(value, salt);
        places.add(place);
        digests.put(value, commitment.digest().toString());
        values.add(JsonObject.builder()
                .put("pointer", place)
                .put("salt", HexFormat.of().formatHex(salt))
                .put("value", value)
                .build());
        return commitment.toJson();
    }

    /** A target that is exactly a sensitive text would give it away. */
    private JsonArray targets(CanonicalAction plain) {
        return JsonArray.ofStrings(plain.targets().stream()
                .map(target -> digests.getOrDefault(new JsonString(target), target))
                .toList());
    }

    private byte[] values() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("schema", "sensitive-values/v1")
                .put("values", JsonArray.of(values))
                .build());
    }

    private static boolean matches(List<String> steps, String name) {
        return steps.getFirst().equals(PathPattern.ANY) || steps.getFirst().equals(name);
    }

    private static List<String> rest(List<String> steps) {
        return steps.subList(1, steps.size());
    }

    private static String at(String place, String name) {
        return place + "/" + PathPattern.escaped(name);
    }
}
