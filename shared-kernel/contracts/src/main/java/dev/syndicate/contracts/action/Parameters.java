package dev.syndicate.contracts.action;

import dev.syndicate.contracts.action.InvalidActionException.Code;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the commitments among parameters, and whatever uses their reserved name otherwise. */
final class Parameters {

    /** A place, written out only when it is needed: pointers for every value would be quadratic in hostile input. */
    private record Place(@Nullable Place parent, String name) {

        String pointer() {
            List<String> names = new ArrayList<>();
            for (Place place = this; place != null; place = place.parent) {
                names.addFirst(place.name.replace("~", "~0").replace("/", "~1"));
            }
            return "/" + String.join("/", names);
        }
    }

    private final List<String> commitments = new ArrayList<>();

    private Parameters() {}

    /** The JSON pointers of all commitments, in canonical order. */
    static List<String> commitmentsIn(JsonObject parameters) {
        Parameters found = new Parameters();
        Place root = new Place(null, "parameters");
        if (parameters.has(ParameterCommitment.NAME)) {
            throw reserved(root);
        }
        found.visit(parameters, root);
        return List.copyOf(found.commitments);
    }

    private void visit(JsonValue value, Place place) {
        switch (value) {
            case JsonObject object when object.has(ParameterCommitment.NAME) -> commitment(object, place);
            case JsonObject object -> object.forEach((name, member) -> visit(member, new Place(place, name)));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    visit(array.get(i), new Place(place, String.valueOf(i)));
                }
            }
            default -> {}
        }
    }

    private void commitment(JsonObject object, Place place) {
        try {
            ParameterCommitment.read(object);
        } catch (IllegalArgumentException e) {
            throw reserved(place);
        }
        commitments.add(place.pointer());
    }

    private static InvalidActionException reserved(Place place) {
        return new InvalidActionException(
                Code.RESERVED_NAME,
                new Place(place, ParameterCommitment.NAME).pointer(),
                "The name " + ParameterCommitment.NAME + " is reserved for commitments");
    }
}
