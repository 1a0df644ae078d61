package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain goes over from one partition to the next, and waits where there is none. */
class PartitionsIT {

    private static final int SIZE = 600;

    @TempDir
    private Path volume;

    private TestDatabase database;
    private StoredEvents events;

    @BeforeEach
    void prepare() {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        events.partitionsOf(SIZE);
    }

    @Test
    void recordsGoOnFromPartitionToPartition() throws SQLException {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            appendMany(3 * SIZE + 10);
            events.awaitAllRecorded();
            assertThat(events.admin()
                            .sql("SELECT count(DISTINCT tableoid) FROM audit.record")
                            .query(Long.class)
                            .single())
                    .isEqualTo(4);
            JsonNode verdict = audit.verified();
            assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
            assertThat(audit.get("/actuator/prometheus").text()).contains("syndicate_audit_partition_headroom_records");
        }
    }

    @Test
    void withoutAPartitionNothingIsAppendedAndThenEverythingIs() throws SQLException {
        events.admin()
                .sql("REVOKE EXECUTE ON FUNCTION audit.make_next_partition() FROM audit_service")
                .update();
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            appendMany(2 * SIZE + 10);
            UUID event = events.append(ActionProposed.class);
            StoredEvents.await(() -> events.records() > SIZE);
            assertThat(audit.seal(event).problem()).isEqualTo("seal-unavailable");
            assertThat(events.records()).isLessThanOrEqualTo(2 * SIZE);
            events.admin()
                    .sql("GRANT EXECUTE ON FUNCTION audit.make_next_partition() TO audit_service")
                    .update();
            events.awaitAllRecorded();
            StoredEvents.await(() -> isSealedOnceReleased(audit, event));
            JsonNode verdict = audit.verified();
            assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
        }
    }

    /** What was done to the database is a finding of the catalogue audit, too. */
    private static boolean isSealedOnceReleased(RunningAuditService audit, UUID event) {
        audit.releaseAll();
        return audit.seal(event).status() == 200;
    }

    private void appendMany(int count) throws SQLException {
        try (Connection connection = events.gateway()) {
            for (int i = 0; i < count; i++) {
                events.append(connection, UUID.randomUUID().toString(), 0, ActionProposed.class);
                if (i % 10 == 9) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }
}
