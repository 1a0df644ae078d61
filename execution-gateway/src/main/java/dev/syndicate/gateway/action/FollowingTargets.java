package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The targets of an amended action where no adapter knows them: one that stood in the parameters becomes what stands in its
 * place now, any other one stays.
 */
final class FollowingTargets {

    private FollowingTargets() {}

    static List<String> of(CanonicalAction original, JsonObject parameters) {
        return original.targets().stream()
                .flatMap(target -> followed(target, original.parameters(), parameters))
                .distinct()
                .toList();
    }

    private static Stream<String> followed(String target, JsonObject before, JsonObject now) {
        List<List<Object>> places = new ArrayList<>();
        collect(before, target, List.of(), places);
        return places.isEmpty() ? Stream.of(target) : places.stream().flatMap(place -> text(now, place).stream());
    }

    private static void collect(JsonValue value, String target, List<Object> place, List<List<Object>> places) {
        switch (value) {
            case JsonString text when text.value().equals(target) -> places.add(place);
            case JsonObject object ->
                object.forEach((name, member) -> collect(member, target, with(place, name), places));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(array.get(i), target, with(place, i), places);
                }
            }
            default -> {}
        }
    }

    private static List<Object> with(List<Object> place, Object step) {
        return Stream.concat(place.stream(), Stream.of(step)).toList();
    }

    private static Optional<String> text(JsonValue root, List<Object> place) {
        Optional<JsonValue> value = Optional.of(root);
        for (Object step : place) {
            value = value.flatMap(holder -> member(holder, step));
        }
        return value.filter(JsonString.class::isInstance)
                .map(found -> ((JsonString) found).value())
                .filter(found -> !found.isEmpty());
    }

    private static Optional<JsonValue> member(JsonValue holder, Object step) {
        return switch (holder) {
            case JsonObject object when step instanceof String name -> object.find(name);
            case JsonArray array
            when step instanceof Integer index && index < array.size() -> Optional.of(array.get(index));
            default -> Optional.empty();
        };
    }
}
