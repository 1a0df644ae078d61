package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.OwnCluster;
import dev.syndicate.testing.postgres.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/**
 * Real faults of the database and its disk. Whatever was committed gets its record, once; requests are refused meanwhile,
 * and the metrics say why.
 */
class DatabaseFaultIT {

    @TempDir
    private Path volume;

    @TempDir
    private Path files;

    @BeforeAll
    static void needsAClusterOfItsOwn() {
        assumeTrue(OwnCluster.isPossible(), "PostgreSQL runs in a container here");
    }

    @Test
    void aDiskWithoutSpaceForRecordsRefusesAndIsRecoveredFrom() throws Exception {
        Path mount = Files.createDirectory(files.resolve("small"));
        assumeTrue(SmallDisk.isPossible(mount), "This machine lets nobody mount a file system");
        try (SmallDisk disk = SmallDisk.at(mount, "32m");
                OwnCluster cluster = OwnCluster.in(files, disk)) {
            StoredEvents events = new StoredEvents(cluster.database());
            putOn(disk.newDirectory("space"), events);
            try (RunningAuditService audit = RunningAuditService.bounded(cluster.database(), volume)) {
                assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                        .isEqualTo(200);
                disk.fill();
                UUID event = appendMany(events, 2_000);
                assertThat(audit.seal(event).problem()).isEqualTo("seal-unavailable");
                StoredEvents.await(() -> failures(audit, "no-resources"));
                assertThat(audit.get("/v1/integrity").status()).isEqualTo(200);
                assertThat(audit.get("/v1/records").status()).isEqualTo(200);
                assertThat(stalledSeconds(audit)).isPositive();
                disk.free();
                StoredEvents.await(() -> audit.seal(event).status() == 200);
                assertRecovered(audit, events);
            }
        }
    }

    @Test
    void aFullDiskOfTheWholeDatabaseLosesNothingThatWasCommitted() throws Exception {
        Path mount = Files.createDirectory(files.resolve("small"));
        assumeTrue(SmallDisk.isPossible(mount), "This machine lets nobody mount a file system");
        try (SmallDisk disk = SmallDisk.at(mount, "160m");
                OwnCluster cluster = OwnCluster.in(mount, disk)) {
            StoredEvents events = new StoredEvents(cluster.database());
            try (RunningAuditService audit = RunningAuditService.bounded(cluster.database(), volume)) {
                Set<UUID> acknowledged = new HashSet<>();
                acknowledged.add(events.append(ActionProposed.class));
                events.awaitAllRecorded();
                disk.fill();
                appendUntilRefused(events, acknowledged);
                UUID last = acknowledged.iterator().next();
                // The writer fails where anything is left to record, and has nothing to fail at where nothing is.
                StoredEvents.await(() ->
                        failures(audit, "no-resources") || failures(audit, "no-database") || isAllRecorded(events));
                disk.free();
                if (!cluster.isRunning()) {
                    cluster.start();
                }
                StoredEvents.await(() -> audit.seal(last).status() == 200);
                assertAllRecordedOnce(events, acknowledged);
                assertRecovered(audit, events);
            }
        }
    }

    private static boolean isAllRecorded(StoredEvents events) {
        try {
            return events.records() == events.events();
        } catch (DataAccessException unreachable) {
            return false;
        }
    }

    @Test
    void aDatabaseThatCrashesUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        try (OwnCluster cluster = OwnCluster.in(files)) {
            StoredEvents events = new StoredEvents(cluster.database());
            try (RunningAuditService audit = RunningAuditService.bounded(cluster.database(), volume);
                    ExecutorService writers = Executors.newFixedThreadPool(3)) {
                Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
                AtomicBoolean over = new AtomicBoolean();
                IntStream.range(0, 3).forEach(_ -> writers.submit(() -> appendWhile(events, acknowledged, over)));
                try {
                    for (int crash = 0; crash < 3; crash++) {
                        int before = acknowledged.size();
                        StoredEvents.await(() -> acknowledged.size() >= before + 50);
                        cluster.crash();
                        StoredEvents.await(() -> failures(audit, "no-database"));
                        assertThat(audit.seal(acknowledged.iterator().next()).status())
                                .isNotEqualTo(200);
                        cluster.start();
                    }
                } finally {
                    over.set(true);
                }
                writers.shutdown();
                UUID event = appendWhenPossible(events);
                StoredEvents.await(() -> audit.seal(event).status() == 200);
                assertAllRecordedOnce(events, acknowledged);
                assertRecovered(audit, events);
            }
        }
    }

    /** Rows of the chain go to this place. */
    private static void putOn(Path directory, StoredEvents events) throws IOException {
        events.admin()
                .sql("CREATE TABLESPACE small LOCATION '" + directory + "'")
                .update();
        for (String table : List.of("leaf", "record_000000000000")) {
            events.admin()
                    .sql("ALTER TABLE audit." + table + " SET TABLESPACE small")
                    .update();
        }
    }

    /** In transactions that end in time; the last one's id. */
    private static UUID appendMany(StoredEvents events, int count) throws SQLException {
        try (Connection connection = events.gateway()) {
            UUID last = UUID.randomUUID();
            for (int i = 0; i < count; i++) {
                last = events.append(connection, UUID.randomUUID().toString(), 0, ActionProposed.class);
                if (i % 20 == 19) {
                    connection.commit();
                }
            }
            connection.commit();
            return last;
        }
    }

    private static void appendUntilRefused(StoredEvents events, Set<UUID> acknowledged) {
        for (int i = 0; i < 50_000; i++) {
            try {
                acknowledged.add(events.append(ActionProposed.class));
            } catch (IllegalStateException refused) {
                return;
            }
        }
        throw new AssertionError("The disk is full and everything was taken all the same");
    }

    private static void appendWhile(StoredEvents events, Set<UUID> acknowledged, AtomicBoolean over) {
        while (!over.get()) {
            try {
                acknowledged.add(events.append(ActionProposed.class));
            } catch (IllegalStateException down) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static UUID appendWhenPossible(StoredEvents events) {
        UUID[] id = new UUID[1];
        StoredEvents.await(() -> {
            try {
                id[0] = events.append(ActionProposed.class);
                return true;
            } catch (IllegalStateException down) {
                return false;
            }
        });
        return id[0];
    }

    private static void assertAllRecordedOnce(StoredEvents events, Set<UUID> acknowledged) {
        events.awaitAllRecorded();
        List<UUID> recorded = events.admin()
                .sql("SELECT event_id FROM audit.record")
                .query(UUID.class)
                .list();
        assertThat(recorded).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    private static void assertRecovered(RunningAuditService audit, StoredEvents events) {
        events.awaitAllRecorded();
        // A checkpoint that the full disk refused is published without another record.
        assertThat(audit.get("/v1/checkpoint").status()).isEqualTo(200);
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
        assertThat(audit.isClear()).isTrue();
        StoredEvents.await(() -> stalledSeconds(audit) == 0);
    }

    private static boolean failures(RunningAuditService audit, String cause) {
        return metrics(audit).contains("syndicate_audit_append_failures_total{cause=\"" + cause + "\"");
    }

    private static double stalledSeconds(RunningAuditService audit) {
        return audit.metric("syndicate_audit_append_stalled_seconds");
    }

    private static String metrics(RunningAuditService audit) {
        return audit.get("/actuator/prometheus").text();
    }
}
