package dev.syndicate.audit.records;

import dev.syndicate.audit.reading.Question;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for; everything that is given must hold.
 *
 * @param from the earliest time of occurrence, included
 * @param to the latest time of occurrence, excluded
 * @param type the event's type, fully qualified or its last part
 */
public record RecordFilter(
        @Nullable String session,
        @Nullable String action,
        @Nullable String workspace,
        @Nullable String principal,
        @Nullable String outcome,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final List<String> FAMILIES = List.of(
            "dev.syndicate.contracts.session.",
            "dev.syndicate.contracts.execution.",
            "dev.syndicate.contracts.policy.",
            "dev.syndicate.contracts.approval.",
            "dev.syndicate.contracts.audit.");

    public RecordFilter {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'from' lies before 'to'");
        }
    }

    /** The condition in SQL, with named parameters; starts with AND where there is one. */
    public String condition() {
        List<String> conditions = new ArrayList<>();
        add(conditions, session, "session_id = :session");
        add(conditions, action, "action_id = :action");
        add(conditions, workspace, "workspace = :workspace");
        add(conditions, principal, "principal = :principal");
        add(conditions, outcome, "outcome = :outcome");
        add(conditions, type, "event_type IN (:types)");
        add(conditions, from, "occurred_at >= :from");
        add(conditions, to, "occurred_at < :to");
        return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    }

    /** The values of the named parameters. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        put(parameters, "session", session);
        put(parameters, "action", action);
        put(parameters, "workspace", workspace);
        put(parameters, "principal", principal);
        put(parameters, "outcome", outcome);
        put(parameters, "types", type == null ? null : types(type));
        put(parameters, "from", from == null ? null : Timestamp.from(from));
        put(parameters, "to", to == null ? null : Timestamp.from(to));
        return parameters;
    }

    /** This filter as what a person asked for. */
    Question question(String resource) {
        return Question.about(resource)
                .with("session", session)
                .with("action", action)
                .with("workspace", workspace)
                .with("principal", principal)
                .with("outcome", outcome)
                .with("type", type)
                .with("from", from)
                .with("to", to);
    }

    /** A short name stands for the event of that name in any family; names are compared whole, so that the index serves. */
    private static List<String> types(String type) {
        return type.contains(".")
                ? List.of(type)
                : FAMILIES.stream().map(family -> family + type).toList();
    }

    private static void add(List<String> conditions, @Nullable Object value, String condition) {
        if (value != null) {
            conditions.add(condition);
        }
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
