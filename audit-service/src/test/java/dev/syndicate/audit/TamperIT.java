package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with every right in the database changes it, behind the service's back; verification names what and where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

    private static final int EVENTS = 300;

    private RunningAuditService audit;
    private StoredEvents events;

    /**
     * An attack on the live database.
     *
     * @param table whose triggers are in the way
     * @param sql the attack
     * @param undo what brings the bytes back
     */
    private record Attack(String name, String table, String code, long sequence, String[] sql, String[] undo) {}

    @BeforeAll
    void start(@TempDir Path volume) throws Exception {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
        try (var connection = events.gateway()) {
            for (int i = 0; i < EVENTS; i++) {
                events.append(connection, java.util.UUID.randomUUID().toString(), 0, ActionProposed.class);
                if (i % 20 == 19) {
                    connection.commit();
                }
            }
        }
        events.awaitAllRecorded();
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @TestFactory
    Stream<DynamicTest> everyAttackIsNamedAndItsUndoingVerifies() {
        String keep = "CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM audit.record WHERE sequence IN (41, 42)";
        String back = """
                UPDATE audit.record r SET header = k.header, body = k.body FROM public.kept k
                WHERE k.sequence = r.sequence""";
        Stream<Attack> attacks = Stream.of(
                record(
                        "flip a body bit",
                        "body-hash",
                        42,
                        new String[] {
                            keep,
                            "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = 42"
                        },
                        back),
                record("edit the body and its hash", "link", 42, new String[] {"""
                    UPDATE audit.record
                    SET body = convert_to(replace(convert_from(body, 'UTF8'), '"c-1"', '"c-9"'), 'UTF8')
                    WHERE sequence = 42""", """
                    UPDATE audit.record
                    SET header = overlay(header PLACING
                        sha256(convert_to('syndicate/record-body/v1', 'UTF8') || '\\x00'::bytea || body) FROM 77)
                    WHERE sequence = 42"""}, back),
                record(
                        "edit a link",
                        "link",
                        42,
                        new String[] {
                            "UPDATE audit.record SET header = set_byte(header, 120, get_byte(header, 120) # 1) WHERE sequence = 42"
                        },
                        back),
                record(
                        "edit an indexed column",
                        "column",
                        42,
                        new String[] {"UPDATE audit.record SET principal = 'nobody' WHERE sequence = 42"},
                        "UPDATE audit.record r SET principal = k.principal FROM public.kept k WHERE k.sequence = r.sequence"),
                record(
                        "edit the terms",
                        "column",
                        42,
                        new String[] {"UPDATE audit.record SET terms = terms[2:] WHERE sequence = 42"},
                        "UPDATE audit.record r SET terms = k.terms FROM public.kept k WHERE k.sequence = r.sequence"),
                new Attack(
                        "edit a leaf",
                        "audit.leaf",
                        "leaf",
                        42,
                        new String[] {
                            "UPDATE audit.leaf SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE sequence = 42"
                        },
                        new String[] {
                            "UPDATE audit.leaf SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE sequence = 42"
                        }),
                record("swap two bodies", "body-hash", 41, new String[] {"""
                    UPDATE audit.record r SET body = k.body FROM public.kept k
                    WHERE (r.sequence, k.sequence) IN ((41, 42), (42, 41))"""}, back),
                record(
                        "delete a record",
                        "sequence",
                        42,
                        new String[] {"DELETE FROM audit.record WHERE sequence = 42"},
                        "INSERT INTO audit.record SELECT * FROM public.kept WHERE sequence = 42"),
                new Attack(
                        "edit a hash of the tree",
                        "audit.subtree",
                        "subtree",
                        0,
                        new String[] {"UPDATE audit.subtree SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)"},
                        new String[] {"UPDATE audit.subtree SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)"}),
                new Attack(
                        "edit the stored event",
                        "eventstore.domain_event",
                        "event-changed",
                        42,
                        new String[] {"""
                            UPDATE eventstore.domain_event SET metadata = '{"correlationId":"c-2"}'::bytea
                            WHERE event_id = (SELECT event_id FROM audit.record WHERE sequence = 42)"""},
                        new String[] {"""
                            UPDATE eventstore.domain_event SET metadata = '{"correlationId":"c-1"}'::bytea
                            WHERE event_id = (SELECT event_id FROM audit.record WHERE sequence = 42)"""}),
                new Attack(
                        "delete the stored event",
                        "eventstore.domain_event",
                        "event-missing",
                        42,
                        new String[] {
                            """
                            CREATE TABLE public.gone AS SELECT * FROM eventstore.domain_event
                            WHERE event_id = (SELECT event_id FROM audit.record WHERE sequence = 42)""",
                            "DELETE FROM eventstore.domain_event WHERE event_id IN (SELECT event_id FROM public.gone)"
                        },
                        new String[] {"INSERT INTO eventstore.domain_event SELECT * FROM public.gone"}));
        return Stream.concat(attacks, further(back))
                .map(attack -> dynamicTest(attack.name(), () -> isFoundAndUndone(attack)));
    }

    /** What is left of docs/attacks.md that can be done to one live database and undone again. */
    private Stream<Attack> further(String back) {
        return Stream.of(
                record(
                        "renumber a record",
                        "sequence",
                        42,
                        new String[] {"UPDATE audit.record SET sequence = 900000 WHERE sequence = 42"},
                        "UPDATE audit.record SET sequence = 42 WHERE sequence = 900000"),
                record(
                        "swap two records",
                        "sequence",
                        41,
                        new String[] {
                            "UPDATE audit.record SET sequence = 900000 WHERE sequence = 41",
                            "UPDATE audit.record SET sequence = 41 WHERE sequence = 42",
                            "UPDATE audit.record SET sequence = 42 WHERE sequence = 900000"
                        },
                        """
                        UPDATE audit.record r SET sequence = k.sequence + 900000 FROM public.kept k
                        WHERE k.event_id = r.event_id;
                        UPDATE audit.record SET sequence = sequence - 900000 WHERE sequence > 900000"""),
                record(
                        "splice a record of another log",
                        "wrong-log",
                        42,
                        new String[] {
                            "UPDATE audit.record SET header = set_byte(header, 20, get_byte(header, 20) # 1) WHERE sequence = 42"
                        },
                        back),
                record(
                        "splice a record of another epoch",
                        "wrong-epoch",
                        42,
                        new String[] {"UPDATE audit.record SET header = set_byte(header, 39, 2) WHERE sequence = 42"},
                        back),
                record(
                        "back-date a record",
                        "recorded-at",
                        42,
                        new String[] {"UPDATE audit.record SET header = set_byte(header, 49, 5) WHERE sequence = 42"},
                        back),
                record(
                        "shift a field's boundary",
                        "header-malformed",
                        42,
                        new String[] {
                            "ALTER TABLE audit.record DROP CONSTRAINT record_header_length",
                            "UPDATE audit.record SET header = '\\x00'::bytea || header WHERE sequence = 42"
                        },
                        back + """
                        ;
                        ALTER TABLE audit.record ADD CONSTRAINT record_header_length CHECK (octet_length(header) = 140)"""),
                record(
                        "downgrade a record to an older schema",
                        "header-malformed",
                        42,
                        new String[] {"UPDATE audit.record SET header = set_byte(header, 15, 48) WHERE sequence = 42"},
                        back),
                record("write the body in another way", "body-malformed", 42, new String[] {"""
                            UPDATE audit.record SET body = convert_to(' ', 'UTF8') || body WHERE sequence = 42""", """
                            UPDATE audit.record
                            SET header = overlay(overlay(header PLACING
                                sha256(convert_to('syndicate/record-body/v1', 'UTF8') || '\\x00'::bytea || body)
                                FROM 77) PLACING int4send(octet_length(body)) FROM 73)
                            WHERE sequence = 42"""}, back),
                new Attack(
                        "edit a record and recompute every later one",
                        "audit.record",
                        "tree-root",
                        REWRITTEN_FROM,
                        new String[] {"CREATE TABLE public.history AS SELECT * FROM audit.record", REWRITE},
                        new String[] {"""
                            UPDATE audit.record r SET header = h.header, body = h.body FROM public.history h
                            WHERE h.sequence = r.sequence""", "DROP TABLE public.history"}),
                new Attack(
                        "pass a node off as a leaf",
                        "audit.leaf",
                        "leaf",
                        42,
                        new String[] {"CREATE TABLE public.leaf AS SELECT * FROM audit.leaf WHERE sequence = 42", """
                            UPDATE audit.leaf SET hash = (SELECT sha256('\\x01'::bytea || l.hash || r.hash)
                                FROM audit.leaf l, audit.leaf r WHERE l.sequence = 42 AND r.sequence = 43)
                            WHERE sequence = 42"""},
                        new String[] {
                            "UPDATE audit.leaf l SET hash = k.hash FROM public.leaf k WHERE k.sequence = l.sequence"
                        }),
                new Attack(
                        "flip a bit of a signed checkpoint",
                        "audit.checkpoint",
                        "checkpoint-signature",
                        FIRST_CHECKPOINT,
                        new String[] {"CREATE TABLE public.notes AS SELECT * FROM audit.checkpoint", """
                            UPDATE audit.checkpoint SET note = overlay(note PLACING
                                CASE substr(note, length(note) - 20, 1) WHEN 'A' THEN 'B' ELSE 'A' END
                                FROM length(note) - 20)
                            WHERE size = (SELECT min(size) FROM audit.checkpoint)"""},
                        new String[] {"""
                            UPDATE audit.checkpoint c SET note = n.note FROM public.notes n
                            WHERE n.size = c.size AND n.epoch = c.epoch"""}),
                new Attack(
                        "an event that was never projected",
                        "eventstore.domain_event",
                        "event-unrecorded",
                        0,
                        new String[] {"""
                            INSERT INTO eventstore.domain_event
                            SELECT 0, gen_random_uuid(), aggregate_type, 'nobody', 0, payload_type, payload_revision,
                                   payload, metadata, occurred_at, origin
                            FROM eventstore.domain_event LIMIT 1"""},
                        new String[] {"DELETE FROM eventstore.domain_event WHERE global_index = 0"}),
                record(
                        "insert a record behind the end",
                        "surplus",
                        800_000,
                        new String[] {"""
                            INSERT INTO audit.record
                            SELECT 800000, header, body, event_id, event_type, event_position, aggregate_id,
                                   aggregate_sequence, workspace, session_id, action_id, principal, outcome, occurred_at,
                                   recorded_at, terms
                            FROM audit.record WHERE sequence = 42"""},
                        "DELETE FROM audit.record WHERE sequence = 800000"),
                record(
                        "detach a partition",
                        "sequence",
                        0,
                        new String[] {"ALTER TABLE audit.record DETACH PARTITION audit.record_000000000000"},
                        "ALTER TABLE audit.record ATTACH PARTITION audit.record_000000000000"
                                + " FOR VALUES FROM (0) TO (1000000)"));
    }

    /** Where a rewritten history begins is told by the newest checkpoint in front of it. */
    private static final long REWRITTEN_FROM = -1;

    private static final long FIRST_CHECKPOINT = -2;

    private static final String REWRITE = """
            DO $$
            DECLARE
                r record;
                fresh bytea;
                leaf bytea;
            BEGIN
                FOR r IN SELECT sequence, header, body FROM audit.record WHERE sequence >= 250 ORDER BY sequence LOOP
                    fresh := r.header;
                    IF r.sequence = 250 THEN
                        UPDATE audit.record
                        SET body = convert_to(replace(convert_from(r.body, 'UTF8'), '"c-1"', '"c-9"'), 'UTF8')
                        WHERE sequence = 250 RETURNING body INTO r.body;
                        fresh := overlay(fresh PLACING
                            sha256(convert_to('syndicate/record-body/v1', 'UTF8') || '\\x00'::bytea || r.body) FROM 77);
                    ELSE
                        fresh := overlay(fresh PLACING leaf FROM 109);
                    END IF;
                    UPDATE audit.record SET header = fresh WHERE sequence = r.sequence;
                    leaf := sha256('\\x00'::bytea || fresh);
                END LOOP;
            END
            $$""";

    private long expected(Attack attack) {
        if (attack.sequence() == REWRITTEN_FROM) {
            return events.admin()
                    .sql("SELECT coalesce(max(size), 0) FROM audit.checkpoint WHERE size <= 250")
                    .query(Long.class)
                    .single();
        }
        return attack.sequence() == FIRST_CHECKPOINT
                ? events.admin()
                        .sql("SELECT min(size) - 1 FROM audit.checkpoint")
                        .query(Long.class)
                        .single()
                : attack.sequence();
    }

    private void isFoundAndUndone(Attack attack) {
        assertIntact();
        events.tamper(attack.table(), attack.sql());
        JsonNode found = audit.verified();
        assertThat(found.get("intact").asBoolean()).isFalse();
        assertThat(found.get("code").asText()).as(found.toString()).isEqualTo(attack.code());
        assertThat(found.get("brokenSequence").asLong()).as(found.toString()).isEqualTo(expected(attack));
        JsonNode integrity = audit.get("/v1/integrity").json();
        assertThat(integrity.get("clear").asBoolean()).isFalse();
        assertThat(integrity.at("/findings").findValuesAsText("code")).contains(attack.code());
        events.tamper(attack.table(), attack.undo());
        assertIntact();
    }

    private void assertIntact() {
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }

    private static Attack record(String name, String code, long sequence, String[] sql, String undo) {
        return new Attack(
                name, "audit.record", code, sequence, sql, List.of(undo).toArray(String[]::new));
    }
}
