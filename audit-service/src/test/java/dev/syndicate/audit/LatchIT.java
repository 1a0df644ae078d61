package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clearance is positive: a finding takes it away for good, and so does state that is missing or set back. */
class LatchIT {

    @TempDir
    private Path volume;

    private TestDatabase database;
    private StoredEvents events;

    @BeforeEach
    void prepare() {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
    }

    @Test
    void aFindingStopsReceiptsAlsoAfterItsRowIsDeletedAndARestart() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.seal(events.append(ActionProposed.class)).status()).isEqualTo(200);
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            events.tamper(
                    "audit.record",
                    "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1) WHERE sequence = 0");
            // The signer has gone past the record already; only a verification reads it again.
            StoredEvents.await(() -> audit.verified().get("code").asText().equals("body-hash"));
            assertRefused(audit);
            events.admin()
                    .sql("UPDATE audit.latch SET clear = true, finding = NULL")
                    .update();
            assertRefused(audit);
            events.awaitAllRecorded();
            assertThat(audit.get("/v1/records?type=IntegrityViolationFound")
                            .json()
                            .at("/records/0/body/integrity/code")
                            .asText())
                    .isEqualTo("body-hash");
        }
        events.admin().sql("DELETE FROM audit.latch").update();
        try (RunningAuditService again = RunningAuditService.on(database, volume)) {
            assertRefused(again);
            assertThat(again.get("/v1/integrity").json().get("clear").asBoolean())
                    .isFalse();
            events.append(ActionProposed.class);
            events.awaitAllRecorded();
            assertThat(again.get("/v1/checkpoint").status()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatWasSetBackIsNotSigned() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            for (int i = 0; i < 5; i++) {
                events.append(ActionProposed.class);
            }
            events.awaitAllRecorded();
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        }
        events.tamper("audit.record", "DELETE FROM audit.record WHERE sequence >= 2");
        events.tamper("audit.leaf", "DELETE FROM audit.leaf WHERE sequence >= 2");
        events.tamper("audit.checkpoint", "DELETE FROM audit.checkpoint");
        events.admin().sql("""
                        UPDATE audit.head h
                        SET size = 2, position = r.event_position, leaf = sha256('\\x00'::bytea || r.header),
                            frontier = sha256('\\x01'::bytea || sha256('\\x00'::bytea || f.header)
                                || sha256('\\x00'::bytea || r.header))
                        FROM audit.record r, audit.record f
                        WHERE r.sequence = 1 AND f.sequence = 0
                        """).update();
        try (RunningAuditService restored = RunningAuditService.on(database, volume)) {
            events.awaitAllRecorded();
            StoredEvents.await(
                    () -> !restored.get("/v1/integrity").json().get("clear").asBoolean());
            assertRefused(restored);
            JsonNode findings = restored.get("/v1/integrity").json().get("findings");
            assertThat(findings.findValuesAsText("code")).contains("signer-state");
        }
    }

    @Test
    void aMissingVolumeIsNeverTakenForAFirstStart(@TempDir Path otherVolume) throws IOException {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.seal(events.append(ActionProposed.class)).status()).isEqualTo(200);
            assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        }
        try (RunningAuditService elsewhere = RunningAuditService.on(database, otherVolume)) {
            StoredEvents.await(
                    () -> elsewhere.seal(events.append(ActionProposed.class)).status() == 409);
            assertRefused(elsewhere);
        }
        assertThat(Files.exists(otherVolume.resolve("head.json"))).isFalse();
    }

    private void assertRefused(RunningAuditService audit) {
        UUID event = events.append(ActionProposed.class);
        StoredEvents.await(() -> audit.seal(event).status() != 503);
        assertThat(audit.seal(event).problem()).isEqualTo("integrity-not-clear");
    }
}
