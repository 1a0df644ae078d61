package dev.syndicate.audit.story;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionOpened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts records together to stories. A page costs the same at the start and at the end of a long session. */
@Component
public class Stories {

    static final int MOST_STEPS = 500;

    private final JdbcClient jdbc;

    Stories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The story of this action; empty when no record is about it. */
    public Optional<ActionStory> ofAction(String action) {
        return told(List.of(action), all -> true).stream().findFirst();
    }

    /** The session with at most so many actions that were proposed behind this record; empty when there is none. */
    public Optional<SessionStory> ofSession(String session, long after, int limit) {
        Optional<Told> opening = of(session, SessionOpened.class.getName());
        Map<String, Long> proposed = proposed(session, after, limit);
        if (opening.isEmpty() && proposed.isEmpty() && after < 0) {
            return Optional.empty();
        }
        List<ActionStory> actions = told(List.copyOf(proposed.keySet()), all -> true);
        JsonObject body = opening.map(Told::body).orElse(JsonObject.EMPTY);
        Long next =
                proposed.size() < limit ? null : List.copyOf(proposed.values()).getLast();
        return Optional.of(new SessionStory(
                session,
                Member.text(body, "workspace"),
                PersonView.of(Member.object(body, "who", "principal")),
                agent(body),
                opening.map(Told::moment).orElse(null),
                of(session, SessionClosed.class.getName()).map(Stories::closing).orElse(null),
                actions,
                next));
    }

    /** These actions, in this order, as those records tell them that pass; those without records are left out. */
    public List<ActionStory> told(List<String> actions, LongPredicate passes) {
        Map<String, List<Told>> byAction = new LinkedHashMap<>();
        records(actions).stream()
                .filter(record -> passes.test(record.sequence()))
                .forEach(record -> byAction.computeIfAbsent(
                                String.valueOf(record.columns().action()), action -> new ArrayList<>())
                        .add(Told.of(record)));
        return actions.stream()
                .filter(byAction::containsKey)
                .map(action -> story(action, byAction.getOrDefault(action, List.of())))
                .toList();
    }

    private static ActionStory story(String action, List<Told> records) {
        Narrator narrator = new Narrator();
        records.stream().limit(MOST_STEPS).forEach(narrator::tell);
        return narrator.story(action, records.size() <= MOST_STEPS);
    }

    private List<StoredRecord> records(List<String> actions) {
        return actions.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT r.* FROM unnest(:actions::text[]) AS asked (action) CROSS JOIN LATERAL (SELECT "
                                + StoredRecord.COLUMNS + """
                                FROM audit.record
                                WHERE action_id = asked.action
                                ORDER BY sequence
                                LIMIT :most) AS r
                                ORDER BY r.sequence
                                """)
                        .param("actions", actions.toArray(String[]::new))
                        .param("most", MOST_STEPS + 1)
                        .query((row, number) -> StoredRecord.of(row))
                        .list();
    }

    private Map<String, Long> proposed(String session, long after, int limit) {
        Map<String, Long> proposed = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT action_id, sequence FROM audit.record
                        WHERE session_id = :session AND event_type = :type AND sequence > :after
                            AND action_id IS NOT NULL
                        ORDER BY sequence
                        LIMIT :limit
                        """)
                .param("session", session)
                .param("type", ActionProposed.class.getName())
                .param("after", after)
                .param("limit", limit)
                .query(row -> {
                    proposed.put(row.getString("action_id"), row.getLong("sequence"));
                });
        return proposed;
    }

    private Optional<Told> of(String session, String type) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + """
                        FROM audit.record
                        WHERE session_id = :session AND event_type = :type
                        ORDER BY sequence
                        LIMIT 1
                        """)
                .param("session", session)
                .param("type", type)
                .query((row, number) -> Told.of(StoredRecord.of(row)))
                .optional();
    }

    private static SessionStory.Closing closing(Told record) {
        return new SessionStory.Closing(PersonView.of(Member.object(record.body(), "who", "actor")), record.moment());
    }

    private static ActionStory.@Nullable Agent agent(JsonObject body) {
        JsonObject agent = Member.object(body, "who", "agent");
        return agent.isEmpty()
                ? null
                : new ActionStory.Agent(
                        Member.text(agent, "product"),
                        Member.text(agent, "version"),
                        Member.text(agent, "vendor"),
                        Member.text(body, "enforcementTier"),
                        Member.text(body, "failMode"));
    }
}
