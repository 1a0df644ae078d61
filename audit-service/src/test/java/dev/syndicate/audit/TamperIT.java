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
        return attacks.map(attack -> dynamicTest(attack.name(), () -> isFoundAndUndone(attack)));
    }

    private void isFoundAndUndone(Attack attack) {
        assertIntact();
        events.tamper(attack.table(), attack.sql());
        JsonNode found = audit.verified();
        assertThat(found.get("intact").asBoolean()).isFalse();
        assertThat(found.get("code").asText()).as(found.toString()).isEqualTo(attack.code());
        assertThat(found.get("brokenSequence").asLong()).as(found.toString()).isEqualTo(attack.sequence());
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
