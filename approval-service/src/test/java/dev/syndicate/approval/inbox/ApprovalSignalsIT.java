package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.Eventually;
import dev.syndicate.testing.postgres.DatabaseLine;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What consoles call themselves live by, when the database falls silent without closing anything. */
class ApprovalSignalsIT {

    private final TestDatabase database = PostgresForTests.emptyDatabase();

    @Test
    void areNoLongerHeardOverALineThatFellSilentAndSayWhenTheyAreAgain() throws Exception {
        Queue<ApprovalSignal> heard = new ConcurrentLinkedQueue<>();
        AtomicInteger missed = new AtomicInteger();
        try (DatabaseLine line = DatabaseLine.to(database)) {
            ApprovalSignals signals = new ApprovalSignals(new Details(line.database()));
            signals.onSignal(heard::add);
            signals.onMissed(missed::incrementAndGet);
            signals.start();
            Eventually.isTrue(signals::areHeard);
            line.fallSilent();
            Eventually.isTrue(() -> !signals.areHeard());
            line.carryAgain();
            Eventually.isTrue(() -> missed.get() > 1);
            Eventually.isTrue(signals::areHeard);
            signal();
            Eventually.isTrue(() -> !heard.isEmpty());
            signals.stop();
        }
        assertThat(heard).hasSize(1);
    }

    private void signal() {
        JdbcClient.create(database.administrators())
                .sql("SELECT pg_notify(:channel, :signal)")
                .param("channel", ApprovalSignal.CHANNEL)
                .param("signal", UUID.randomUUID() + " acme/checkout")
                .query((_, _) -> true)
                .single();
    }

    private record Details(TestDatabase database) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return database.administrator();
        }

        @Override
        public String getPassword() {
            return database.administratorPassword();
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }
}
