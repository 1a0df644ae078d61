package dev.syndicate.contracts.view;

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
     * One line.
     *
     * @param repeats whether it holds a scalar that the reader has seen in full above
     */
    record Line(ViewLine line, boolean repeats) {}

    private final List<Line> lines = new ArrayList<>();
    private final Predicate<Place> seen;
    private final Masks masks;

    private PrettyJson(Predicate<Place> seen, Masks masks) {
        this.seen = seen;
        this.masks = masks;
    }

    static List<Line> lines(JsonObject object, Predicate<Place> seen, Masks masks) {
        PrettyJson pretty = new PrettyJson(seen, masks);
        pretty.write(pretty.line(0), object, "", new Place(null, ""), 0);
        return pretty.lines;
    }

    private void write(MaskedText line, JsonValue value, String after, Place place, int level) {
        switch (value) {
            case JsonObject object
            when !object.isEmpty() -> {
                add(line.plain("{"), false);
                object.forEach((name, member) -> {
                    MaskedText label = line(level + 1).json(JsonValue.of(name)).plain(": ");
                    write(label, member, isLast(object, name) ? "" : ",", new Place(place, name), level + 1);
                });
                add(line(level).plain("}" + after), false);
            }
            case JsonArray array
            when array.size() > 0 -> {
                add(line.plain("["), false);
                for (int i = 0; i < array.size(); i++) {
                    String comma = i + 1 < array.size() ? "," : "";
                    write(line(level + 1), array.get(i), comma, new Place(place, String.valueOf(i)), level + 1);
                }
                add(line(level).plain("]" + after), false);
            }
            default -> add(line.json(value).plain(after), seen.test(place));
        }
    }

    private MaskedText line(int level) {
        return new MaskedText(masks).plain("  ".repeat(level));
    }

    private void add(MaskedText text, boolean repeats) {
        lines.add(new Line(text.line(), repeats));
    }

    private static boolean isLast(JsonObject object, String name) {
        return name.equals(object.names().getLast());
    }
}
