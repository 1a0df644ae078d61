package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.Stack;
import java.util.UUID;

/**
 * Events in quantity, as the role that owns them: the stream of an action that was executed, again and again, each time
 * with an identifier, digests and a target of its own.
 */
final class EventCopies {

    /** Small enough for one transaction of a role that may not stall. */
    private static final int AT_ONCE = 200;

    private static final String ONE = """
            SELECT aggregate_id, d ->> 'intentDigest', d ->> 'actionDigest',
                   coalesce(d #>> '{summary,targets,0}', d ->> 'actionDigest')
            FROM (
                SELECT aggregate_id, convert_from(payload, 'UTF8')::json AS d
                FROM eventstore.domain_event
                WHERE payload_type LIKE '%.ActionProposed' AND aggregate_id IN (
                    SELECT aggregate_id FROM eventstore.domain_event WHERE payload_type LIKE '%.ExecutionGranted')
                ORDER BY global_index LIMIT 1) AS proposed
            """;

    private static final String COPY = """
            WITH one (id, intent, action, target) AS (VALUES (?, ?, ?, ?)),
            -- Once for all events of a copy, in whatever order they are joined.
            fresh AS MATERIALIZED (SELECT g, uuidv7() AS id FROM generate_series(1, ?) AS g),
            copy AS (
                SELECT g, id::text AS id, 'sha256:' || encode(sha256(uuid_send(id) || 'i'::bytea), 'hex') AS intent,
                       'sha256:' || encode(sha256(uuid_send(id) || 'a'::bytea), 'hex') AS action,
                       '/srv/checkout/part-' || g || '/' || left(id::text, 13) AS target
                FROM fresh)
            INSERT INTO eventstore.domain_event (
                event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                metadata, occurred_at)
            SELECT uuidv7(), e.aggregate_type, copy.id, e.sequence_number, e.payload_type, e.payload_revision,
                   convert_to(replace(replace(replace(replace(convert_from(e.payload, 'UTF8'),
                       one.id, copy.id), one.intent, copy.intent), one.action, copy.action),
                       one.target, copy.target), 'UTF8'),
                   e.metadata, now()
            FROM one
            CROSS JOIN copy
            JOIN eventstore.domain_event e ON e.aggregate_id = one.id
            WHERE e.origin = 'execution_gateway'
            ORDER BY copy.g, e.sequence_number
            """;

    private final Database administrator;
    private final Database gateway;
    private final String[] one;

    /** Copies the first action that was executed. */
    EventCopies(Stack stack) {
        this.administrator = stack.administrator();
        this.gateway = stack.as(Component.GATEWAY);
        this.one = administrator
                .list(ONE, row -> new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)})
                .getFirst();
    }

    /** Appends about so many events. */
    void append(long events) {
        long end = last() + events;
        while (last() < end) {
            copy(AT_ONCE);
        }
    }

    /** Appends one action and says which event is its last. */
    UUID appendOne() {
        long before = last();
        copy(1);
        return administrator
                .list(
                        "SELECT event_id FROM eventstore.domain_event WHERE global_index > ?"
                                + " ORDER BY global_index DESC LIMIT 1",
                        row -> row.getObject(1, UUID.class),
                        before)
                .getFirst();
    }

    /** Waits until every event has its record; answers how many records there are. */
    long awaitRecords() {
        long last = last();
        Waiting.until(
                "the chain takes up the events",
                () -> administrator.number("SELECT coalesce(max(position), 0) FROM audit.head") >= last);
        return administrator.number("SELECT size FROM audit.head");
    }

    private void copy(int actions) {
        gateway.execute(COPY, one[0], one[1], one[2], one[3], actions);
    }

    private long last() {
        return administrator.number("SELECT coalesce(max(global_index), 0) FROM eventstore.domain_event");
    }
}
