package dev.syndicate.audit.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How actions ended. */
@Component
class Ends {

    private final JdbcClient jdbc;

    Ends(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An end, and the record that says so. */
    record End(String outcome, long sequence) {}

    /** The end of each of these actions that has one. A difference is never covered by what was reported later. */
    Map<String, End> of(List<String> actions) {
        Map<String, End> ends = new HashMap<>();
        if (!actions.isEmpty()) {
            jdbc.sql("""
                            SELECT DISTINCT ON (action_id) action_id, outcome, sequence
                            FROM audit.record
                            WHERE action_id IN (:actions) AND outcome IS NOT NULL
                                AND outcome NOT IN ('approved', 'vote-refused')
                            ORDER BY action_id, (outcome = 'executed-but-different') DESC, sequence DESC
                            """).param("actions", actions).query(row -> {
                ends.put(row.getString("action_id"), new End(row.getString("outcome"), row.getLong("sequence")));
            });
        }
        return ends;
    }
}
