package dev.syndicate.platform.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.testing.postgres.DatabaseLine;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(120)
class ListeningIT {

    private static final int WAIT_MILLIS = 200;

    private final TestDatabase database = PostgresForTests.emptyDatabase();

    @Test
    void hearsWhatIsSignalledAlsoAfterALongSilence() throws Exception {
        try (Listening listening = Listening.on(database.administrators(), "doorbell")) {
            for (int i = 0; i < 20; i++) {
                assertThat(listening.hear(WAIT_MILLIS)).isEmpty();
            }
            assertThat(listening.hear(0)).isEmpty();
            signal("once");
            signal("twice");
            List<String> heard = new ArrayList<>();
            while (heard.size() < 2) {
                heard.addAll(listening.hear(WAIT_MILLIS));
            }
            assertThat(heard).containsExactly("once", "twice");
        }
    }

    @Test
    void failsWhereTheWayToTheDatabaseHasFallenSilent() throws Exception {
        try (DatabaseLine line = DatabaseLine.to(database);
                Listening listening = Listening.on(line.database().administrators(), "doorbell")) {
            signal("once");
            while (listening.hear(WAIT_MILLIS).isEmpty()) {
                Thread.onSpinWait();
            }
            line.fallSilent();
            assertThatThrownBy(() -> hearForEver(listening)).isInstanceOf(SQLException.class);
        }
    }

    private static void hearForEver(Listening listening) throws SQLException {
        while (!Thread.currentThread().isInterrupted()) {
            listening.hear(WAIT_MILLIS);
        }
    }

    private void signal(String what) {
        JdbcClient.create(database.administrators())
                .sql("SELECT pg_notify('doorbell', :what)")
                .param("what", what)
                .query((_, _) -> true)
                .single();
    }
}
