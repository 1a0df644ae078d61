package dev.syndicate.audit.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A question in the words of the index on what records are found by ({@code audit.found_by}).
 *
 * @param all a record must have all of these, for example {@code tool:shell}
 * @param anyOf and one of these, unless there are none
 */
record FoundBy(List<String> all, List<String> anyOf) {

    /** Whether the index can say anything. */
    boolean isAnything() {
        return !all.isEmpty() || !anyOf.isEmpty();
    }

    /** In SQL, with named parameters; each part by itself, so that the index skips from one to the other. */
    String condition() {
        StringBuilder conditions = new StringBuilder();
        for (int place = 0; place < all.size(); place++) {
            conditions.append(has("@> ARRAY[:found" + place + "::text]"));
        }
        return anyOf.isEmpty()
                ? conditions.toString()
                : conditions.append(has("&& :foundAnyOf::text[]")).toString();
    }

    /** The values of the named parameters. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        for (int place = 0; place < all.size(); place++) {
            parameters.put("found" + place, all.get(place));
        }
        if (!anyOf.isEmpty()) {
            parameters.put("foundAnyOf", anyOf.toArray(String[]::new));
        }
        return parameters;
    }

    /** A condition on everything that a record is found by; starts with AND. */
    static String has(String condition) {
        return " AND audit.found_by(terms, workspace, event_type, outcome, sequence) " + condition;
    }
}
