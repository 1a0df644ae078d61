package dev.syndicate.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.RunningAuditService;
import dev.syndicate.audit.StoredEvents;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.migrator.Pruner;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records go while somebody reads the chain, however long ago that began. */
class PruningMeanwhileIT {

    private static final int SIZE = 32;
    private static final int SLICE = 10;
    private static final Map<String, Object> SETTINGS = Map.of(
            "syndicate.audit.retention.period", "1s",
            "syndicate.audit.batch-size", "20",
            "syndicate.audit.verification.scrub-slice", SLICE);

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private final StoredEvents events = new StoredEvents(database);

    @Test
    void whatIsPrunedInTheMiddleOfAPassIsNotMissing(@TempDir Path directory) throws IOException {
        events.partitionsOf(SIZE);
        Path volume = directory.resolve("volume");
        try (RunningAuditService audit = RunningAuditService.on(database, volume, SETTINGS)) {
            for (int i = 0; i < 2 * SIZE + SLICE; i++) {
                events.append(ActionProposed.class);
            }
            StoredEvents.await(() -> signed() >= 2 * SIZE);
            Scrub scrub = fromTheBeginning(audit, volume);
            assertThat(scrub.slice()).isEqualTo(SLICE);

            approve(audit, TestIssuer.shared().olive(), 202);
            approve(audit, TestIssuer.shared().otto(), 200);
            events.awaitAllRecorded();
            prune(directory.resolve("archives"));
            for (int read = SLICE; read < 2 * SIZE; read += SLICE) {
                assertThat(scrub.slice()).isPositive();
            }

            assertThat(audit.isClear()).isTrue();
        }
    }

    /** In place of the loop; nothing was read yet. */
    private static Scrub fromTheBeginning(RunningAuditService audit, Path volume) throws IOException {
        audit.bean(ScrubLoop.class).stop();
        Files.deleteIfExists(volume.resolve("scrub.json"));
        Scrub scrub = audit.bean(Scrub.class);
        scrub.forget();
        return scrub;
    }

    private static void approve(RunningAuditService audit, TestToken operator, int status) {
        String range = "{\"last\":%d,\"reason\":\"older than seven years\"}".formatted(2 * SIZE - 1);
        StoredEvents.await(
                () -> audit.postJson("/v1/prunings", range, operator.bearer()).status() == status);
    }

    private void prune(Path archives) {
        Pruner.prune(database.administrators(), TestServices.shared().keys().trust(), archives);
        assertThat(count("SELECT min(sequence) FROM audit.record")).isEqualTo(2 * SIZE);
    }

    private long signed() {
        return count("SELECT coalesce(max(size), 0) FROM audit.checkpoint");
    }

    private long count(String sql) {
        return events.admin().sql(sql).query(Long.class).single();
    }
}
