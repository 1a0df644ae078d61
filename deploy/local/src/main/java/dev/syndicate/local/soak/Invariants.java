package dev.syndicate.local.soak;

import dev.syndicate.local.Database;
import dev.syndicate.local.bench.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold after any kill, asked of the database itself. */
final class Invariants {

    private static final String PAYLOAD = "convert_from(payload, 'UTF8')::jsonb";

    private final Database database;
    private final Ledger ledger;

    Invariants(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** What is broken, in sentences; empty if nothing is. */
    List<String> broken() {
        awaitTheChain();
        List<String> broken = new ArrayList<>();
        none(broken, "events without a record", """
                SELECT count(*) FROM eventstore.domain_event e
                WHERE NOT EXISTS (SELECT FROM audit.record r WHERE r.event_id = e.event_id)
                  AND e.global_index <= (SELECT max(event_position) FROM audit.record)
                """);
        none(broken, "records without an event", """
                SELECT count(*) FROM audit.record r
                WHERE NOT EXISTS (SELECT FROM eventstore.domain_event e WHERE e.event_id = r.event_id)
                  AND r.event_position > 0
                """);
        none(broken, "gaps or doubles in the sequence", """
                SELECT count(*) FROM (SELECT sequence, row_number() OVER (ORDER BY sequence) - 1 AS place
                FROM audit.record) AS numbered WHERE sequence <> place
                """);
        none(broken, "permits consumed twice", """
                SELECT count(*) FROM (
                    SELECT %1$s ->> 'permit' FROM eventstore.domain_event
                    WHERE payload_type LIKE '%%.ExecutionIntended' GROUP BY 1 HAVING count(*) > 1) AS twice
                """.formatted(PAYLOAD));
        none(broken, "grants whose intent was not in the chain before", """
                SELECT count(*) FROM eventstore.domain_event granted
                WHERE granted.payload_type LIKE '%.ExecutionGranted' AND NOT EXISTS (
                    SELECT FROM eventstore.domain_event intended
                    JOIN audit.record r ON r.event_id = intended.event_id
                    WHERE intended.aggregate_id = granted.aggregate_id
                      AND intended.payload_type LIKE '%.ExecutionIntended'
                      AND convert_from(intended.payload, 'UTF8')::jsonb ->> 'execution'
                        = convert_from(granted.payload, 'UTF8')::jsonb ->> 'execution'
                      AND r.recorded_at <= granted.occurred_at)
                """);
        none(broken, "executions intended before anybody approved them", """
                SELECT count(*) FROM eventstore.domain_event intended
                JOIN eventstore.domain_event awaited ON awaited.aggregate_id = intended.aggregate_id
                    AND awaited.payload_type LIKE '%.ApprovalAwaited'
                WHERE intended.payload_type LIKE '%.ExecutionIntended' AND NOT EXISTS (
                    SELECT FROM eventstore.domain_event granted
                    WHERE granted.payload_type LIKE '%.ApprovalGranted'
                      AND convert_from(granted.payload, 'UTF8')::jsonb ->> 'action'
                        = convert_from(intended.payload, 'UTF8')::jsonb ->> 'action'
                      AND granted.global_index < intended.global_index)
                """);
        ofTheClients(broken);
        return broken;
    }

    /** The clients' side is taken first: whatever they were told before it must be on record after it. */
    private void ofTheClients(List<String> broken) {
        Map<String, Set<Ledger.Grant>> told = ledger.grants();
        Set<String> onRecord = Set.copyOf(database.list(
                "SELECT %s ->> 'execution' FROM eventstore.domain_event WHERE payload_type LIKE '%%.ExecutionGranted'"
                        .formatted(PAYLOAD),
                row -> row.getString(1)));
        told.forEach((permit, grants) -> {
            if (grants.size() > 1) {
                broken.add("one permit was granted as " + grants);
            }
            grants.stream()
                    .filter(grant -> !onRecord.contains(grant.execution()))
                    .forEach(grant -> broken.add("a client was granted " + grant + ", which is not on record"));
        });
    }

    private void none(List<String> broken, String what, String count) {
        long found = database.number(count);
        if (found > 0) {
            broken.add(found + " " + what);
        }
    }

    private void awaitTheChain() {
        long last = database.number("SELECT coalesce(max(global_index), 0) FROM eventstore.domain_event");
        Waiting.until(
                "the chain catches up",
                () -> database.number("SELECT coalesce(max(event_position), 0) FROM audit.record") >= last);
    }
}
