package dev.syndicate.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Compares the form of two JSON values: the same members, of the same types, at every depth. */
final class Shape {

    private Shape() {}

    /** Where they differ, one line for each place; an array is what its first item is. */
    static List<String> differences(JsonNode documented, JsonNode came) {
        List<String> differences = new ArrayList<>();
        compare("", documented, came, differences);
        return differences;
    }

    private static void compare(String place, JsonNode documented, JsonNode came, List<String> differences) {
        if (documented.getNodeType() != came.getNodeType()) {
            differences.add("%s: %s is documented, %s came"
                    .formatted(place.isEmpty() ? "/" : place, documented.getNodeType(), came.getNodeType()));
        } else if (documented.isObject()) {
            members(place, documented, came, differences);
        } else if (documented.isArray() && (documented.isEmpty() || came.isEmpty())) {
            if (documented.isEmpty() != came.isEmpty()) {
                differences.add(place + ": one of the arrays is empty");
            }
        } else if (documented.isArray()) {
            compare(place + "/0", documented.path(0), came.path(0), differences);
        } else if (isName(documented) && !Objects.equals(documented.asText(), came.asText())) {
            differences.add("%s: %s is documented, %s came".formatted(place, documented, came));
        }
    }

    private static void members(String place, JsonNode documented, JsonNode came, List<String> differences) {
        TreeSet<String> names = new TreeSet<>();
        documented.fieldNames().forEachRemaining(names::add);
        came.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!documented.has(name) || !came.has(name)) {
                differences.add("%s/%s is only %s"
                        .formatted(place, name, documented.has(name) ? "documented" : "in the answer"));
            } else {
                compare(place + "/" + name, documented.path(name), came.path(name), differences);
            }
        }
    }

    /** Words of the API are the same each time; identifiers, digests and times are not. */
    private static boolean isName(JsonNode value) {
        return value.isBoolean() || value.isTextual() && value.asText().matches("[a-z]+(-[a-z]+)*");
    }
}
