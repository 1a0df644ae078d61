package dev.syndicate.audit.records;

import dev.syndicate.audit.reading.Question;
import dev.syndicate.contracts.chain.RecordTerms;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for; everything that is given must hold.
 *
 * @param from the earliest time of occurrence, included
 * @param to the latest time of occurrence, excluded
 * @param recordedFrom the earliest time of recording, included
 * @param recordedTo the latest time of recording, excluded
 * @param type the event's type, fully qualified or its last part
 * @param principal subject of whoever the session acts for
 * @param approver subject of somebody whose approval authorised it
 * @param reviewer subject of somebody who voted, whichever way
 * @param agent product or vendor of the coding tool
 * @param tool canonical or raw name
 * @param target as the action has it, for example a path
 * @param policy a policy version
 * @param digest any digest that the record names: of an intent, an action, a view, content, a bundle, a finding
 * @param text words; all of them must be there, in any order
 */
public record RecordFilter(
        @Nullable String session,
        @Nullable String action,
        @Nullable String workspace,
        @Nullable String outcome,
        @Nullable String type,
        @Nullable String principal,
        @Nullable String approver,
        @Nullable String reviewer,
        @Nullable String agent,
        @Nullable String tool,
        @Nullable String target,
        @Nullable String policy,
        @Nullable String digest,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedTo) {

    private static final int LONGEST = 1_000;
    private static final int MOST_WORDS = 20;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final List<String> FAMILIES = List.of(
            "dev.syndicate.contracts.session.",
            "dev.syndicate.contracts.execution.",
            "dev.syndicate.contracts.policy.",
            "dev.syndicate.contracts.approval.",
            "dev.syndicate.contracts.audit.");

    public RecordFilter {
        session = checked("session", session, RecordFilter::identifier);
        action = checked("action", action, RecordFilter::identifier);
        workspace = checked("workspace", workspace, UnaryOperator.identity());
        outcome = checked("outcome", outcome, UnaryOperator.identity());
        type = checked("type", type, UnaryOperator.identity());
        principal = checked("principal", principal, UnaryOperator.identity());
        approver = checked("approver", approver, UnaryOperator.identity());
        reviewer = checked("reviewer", reviewer, UnaryOperator.identity());
        agent = checked("agent", agent, UnaryOperator.identity());
        tool = checked("tool", tool, UnaryOperator.identity());
        target = checked("target", target, UnaryOperator.identity());
        policy = checked(
                "policy", policy, version -> PolicyVersion.parse(version).toString());
        digest = checked("digest", digest, given -> Digest.parse(given).toString());
        text = checked("text", text, RecordFilter::searchable);
        requireOrder("from", from, "to", to);
        requireOrder("recordedFrom", recordedFrom, "recordedTo", recordedTo);
    }

    /** The condition in SQL, with named parameters; starts with AND where there is one. */
    public String condition() {
        List<String> conditions = new ArrayList<>();
        add(conditions, session, "session_id = :session");
        add(conditions, action, "action_id = :action");
        add(conditions, workspace, "workspace = :workspace");
        add(conditions, outcome, "outcome = :outcome");
        add(conditions, type, "event_type IN (:types)");
        add(conditions, terms().isEmpty() ? null : terms(), "terms @> :terms::text[]");
        return joined(conditions) + times();
    }

    /** The part of the condition that is about times. */
    String times() {
        List<String> conditions = new ArrayList<>();
        add(conditions, from, "occurred_at >= :from");
        add(conditions, to, "occurred_at < :to");
        add(conditions, recordedFrom, "recorded_at >= :recordedFrom");
        add(conditions, recordedTo, "recorded_at < :recordedTo");
        return joined(conditions);
    }

    private static String joined(List<String> conditions) {
        return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
    }

    /** The values of the named parameters. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        put(parameters, "session", session);
        put(parameters, "action", action);
        put(parameters, "workspace", workspace);
        put(parameters, "outcome", outcome);
        put(parameters, "types", type == null ? null : types(type));
        put(parameters, "terms", terms().isEmpty() ? null : terms().toArray(String[]::new));
        put(parameters, "from", from == null ? null : Timestamp.from(from));
        put(parameters, "to", to == null ? null : Timestamp.from(to));
        put(parameters, "recordedFrom", recordedFrom == null ? null : Timestamp.from(recordedFrom));
        put(parameters, "recordedTo", recordedTo == null ? null : Timestamp.from(recordedTo));
        return parameters;
    }

    /** Whether an index has what matches in the order of the chain. */
    boolean isServedInOrder() {
        return session != null || action != null;
    }

    /** What the index on what records are found by has to be asked. */
    FoundBy foundBy() {
        List<String> all = new ArrayList<>(terms());
        term(all, workspace, name -> "workspace:" + name);
        term(all, outcome, name -> "outcome:" + name);
        return new FoundBy(
                all,
                type == null
                        ? List.of()
                        : types(type).stream().map(name -> "type:" + name).toList());
    }

    /** This filter as what a person asked for. */
    Question question(String resource) {
        return Question.about(resource)
                .with("session", session)
                .with("action", action)
                .with("workspace", workspace)
                .with("outcome", outcome)
                .with("type", type)
                .with("principal", principal)
                .with("approver", approver)
                .with("reviewer", reviewer)
                .with("agent", agent)
                .with("tool", tool)
                .with("target", target)
                .with("policy", policy)
                .with("digest", digest)
                .with("text", text)
                .with("from", from)
                .with("to", to)
                .with("recordedFrom", recordedFrom)
                .with("recordedTo", recordedTo);
    }

    /** What the records' terms must contain. */
    private List<String> terms() {
        List<String> terms = new ArrayList<>();
        term(terms, principal, RecordTerms::principal);
        term(terms, approver, RecordTerms::approver);
        term(terms, reviewer, RecordTerms::reviewer);
        term(terms, agent, RecordTerms::agent);
        term(terms, tool, RecordTerms::tool);
        term(terms, target, RecordTerms::target);
        term(terms, policy, RecordTerms::policy);
        term(terms, digest, RecordTerms::digest);
        terms.addAll(text == null ? List.of() : RecordTerms.words(text));
        return terms;
    }

    /** A short name stands for the event of that name in any family; names are compared whole, so that the index serves. */
    private static List<String> types(String type) {
        return type.contains(".")
                ? List.of(type)
                : FAMILIES.stream().map(family -> family + type).toList();
    }

    private static @Nullable String checked(String name, @Nullable String value, UnaryOperator<String> form) {
        if (value == null) {
            return null;
        }
        boolean odd = value.isBlank() || value.length() > LONGEST || value.indexOf('\0') >= 0;
        try {
            return odd ? refuse(name) : form.apply(value);
        } catch (IllegalArgumentException malformed) {
            return refuse(name);
        }
    }

    private static String refuse(String name) {
        throw new ProblemException(
                PlatformProblems.INVALID_REQUEST, "'" + name + "' has not the form that it has here");
    }

    private static String identifier(String value) {
        return value.length() == 36 ? UUID.fromString(value).toString() : refuse("an identifier");
    }

    private static String searchable(String text) {
        int words = RecordTerms.words(text).size();
        return words >= 1 && words <= MOST_WORDS ? text.toLowerCase(Locale.ROOT) : refuse("text");
    }

    private static void requireOrder(String first, @Nullable Instant from, String second, @Nullable Instant to) {
        for (Instant given : new Instant[] {from == null ? EARLIEST : from, to == null ? LATEST : to}) {
            if (given.isBefore(EARLIEST) || given.isAfter(LATEST)) {
                throw new ProblemException(PlatformProblems.INVALID_REQUEST, "Times are from 1970 to 9999");
            }
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "'%s' lies before '%s'".formatted(first, second));
        }
    }

    private static void term(List<String> terms, @Nullable String value, UnaryOperator<String> form) {
        if (value != null) {
            terms.add(form.apply(value));
        }
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
