package dev.syndicate.contracts.view;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** JSON over several lines: two blanks for each level, members in canonical order, scalars in canonical form. */
final class PrettyJson {

    /**
     * A value's place, from the inside out.
     *
     * @param parent absent for the root
     * @param name a member name or an index; of the root empty
     */
    record Place(@Nullable Place parent, String name) {

        /** Whether these are the names from the root down to here. */
        boolean is(String... names) {
            Place place = this;
            for (int i = names.length - 1; i >= 0; i--) {
                if (place.parent == null || !place.name.equals(names[i])) {
                    return false;
                }
                place = place.parent;
            }
            return place.parent == null;
        }
    }

    /**
     * One line of text.
     *
     * @param repeats whether it holds a scalar that the reader has seen in full above
     */
    record Line(String text, boolean repeats) {}

    private final List<Line> lines = new ArrayList<>();
    private final Predicate<Place> seen;

    private PrettyJson(Predicate<Place> seen) {
        this.seen = seen;
    }

    static List<Line> lines(JsonObject object, Predicate<Place> seen) {
        PrettyJson pretty = new PrettyJson(seen);
        pretty.write("", object, "", new Place(null, ""), 0);
        return pretty.lines;
    }

    private void write(String before, JsonValue value, String after, Place place, int level) {
        switch (value) {
            case JsonObject object
            when !object.isEmpty() -> {
                add(level, before + "{", false);
                object.forEach((name, member) -> {
                    String label = CanonicalJson.text(JsonValue.of(name)) + ": ";
                    write(label, member, isLast(object, name) ? "" : ",", new Place(place, name), level + 1);
                });
                add(level, "}" + after, false);
            }
            case JsonArray array
            when array.size() > 0 -> {
                add(level, before + "[", false);
                for (int i = 0; i < array.size(); i++) {
                    String comma = i + 1 < array.size() ? "," : "";
                    write("", array.get(i), comma, new Place(place, String.valueOf(i)), level + 1);
                }
                add(level, "]" + after, false);
            }
            default -> add(level, before + CanonicalJson.text(value) + after, seen.test(place));
        }
    }

    private void add(int level, String text, boolean repeats) {
        lines.add(new Line("  ".repeat(level) + text, repeats));
    }

    private static boolean isLast(JsonObject object, String name) {
        return name.equals(object.names().getLast());
    }
}
