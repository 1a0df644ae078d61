package dev.syndicate.audit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.RunningAuditService;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A latch that is being given back is not one that was removed, however the two fall together. */
class MissingLatchIT {

    @Test
    void whoeverMissesTheLatchWaitsUntilItsReleaseHasEnded(@TempDir Path volume) throws InterruptedException {
        TestDatabase database = PostgresForTests.freshDatabase();
        LogOrigin origin = new LogOrigin(RunningAuditService.logKey().log(), 1);
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            Latch latch = audit.bean(Latch.class);
            Findings findings = audit.bean(Findings.class);
            Thread watch = Thread.ofPlatform().unstarted(() -> findings.reportMissingLatch(origin, 1));
            latch.inTurn(() -> {
                JdbcClient.create(database.administrators())
                        .sql("DELETE FROM audit.latch")
                        .update();
                watch.start();
                awaitStandstill(watch);
                latch.clearRow(Instant.now());
            });
            watch.join();
            assertThat(findings.standing()).isEmpty();
            assertThat(audit.isClear()).isTrue();
        }
    }

    /** It waits for its turn, or has ended. */
    private static void awaitStandstill(Thread thread) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED)
                        .contains(thread.getState()));
    }
}
