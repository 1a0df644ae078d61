package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has the log's signing key and every right in the database, but not the writer's volume. */
class StolenKeyIT {

    private final MovedClock clock = new MovedClock();
    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeEach
    void start(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(
                database, volume, Map.of("syndicate.audit.verification.scrub-pause", "10m"), clock);
        for (int i = 0; i < 12; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void aSecondHistoryUnderTheSameKeyIsFound() throws IOException {
        assertThat(audit.verified().get("intact").asBoolean()).isTrue();
        String forged = forged(5);
        events.tamper(
                "audit.checkpoint",
                "DELETE FROM audit.checkpoint WHERE size = 5",
                "INSERT INTO audit.checkpoint (epoch, size, note, signed_at) VALUES (1, 5, '" + forged + "', now())");
        JsonNode found = audit.verified();
        assertThat(found.get("code").asText()).as(found.toString()).isEqualTo("tree-root");
        assertThat(found.get("brokenSequence").asLong()).isLessThan(5);
    }

    @Test
    void aNewestCheckpointThatTheSignerNeverMadeIsFoundAndOutlivedByARelease() throws IOException {
        String forged = forged(1_000);
        events.tamper(
                "audit.checkpoint",
                "INSERT INTO audit.checkpoint (epoch, size, note, signed_at) VALUES (1, 1000, '" + forged
                        + "', now())");
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        StoredEvents.await(() -> audit.codes().contains("signer-state"));
        assertThat(audit.isClear()).isFalse();
        audit.releaseAll();
        StoredEvents.await(() -> audit.seal(events.append(ActionProposed.class)).status() == 200);
        assertThat(audit.verified().get("intact").asBoolean()).isFalse();
    }

    @Test
    void aClockThatIsSetBackNeverMakesARecordOlderThanItsPredecessor() {
        clock.back(Duration.ofMinutes(10));
        for (int i = 0; i < 3; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        assertThat(audit.verified().get("intact").asBoolean()).isTrue();
        assertThat(events.admin().sql("""
                                SELECT count(*) FROM audit.record r JOIN audit.record p ON p.sequence = r.sequence - 1
                                WHERE r.recorded_at < p.recorded_at
                                """).query(Long.class).single()).isZero();
    }

    private static String forged(long size) throws IOException {
        NoteSigningKey stolen =
                NoteSigningKey.read(TestServices.shared().keys().keys().resolve("audit-log.key"));
        String origin = new LogOrigin(RunningAuditService.logKey().log(), 1).toString();
        return new Checkpoint(origin, size, Hash.of(Digest.of(new byte[] {1})))
                .sign(stolen)
                .toString();
    }
}
