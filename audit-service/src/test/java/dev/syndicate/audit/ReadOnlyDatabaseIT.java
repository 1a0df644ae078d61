package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever reads all of the chain does it as somebody who cannot write and whom no time-out of writers ends. */
class ReadOnlyDatabaseIT {

    @Test
    void verificationsReadAsTheReader(@TempDir Path volume) {
        TestDatabase database = PostgresForTests.freshDatabase();
        JdbcClient administrator = JdbcClient.create(database.administrators());
        StoredEvents events = new StoredEvents(database);
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            events.append(SessionClosed.class);
            events.awaitAllRecorded();
            JdbcClient reader = audit.bean(ReadOnlyDatabase.class).jdbc();
            assertThat(text(reader, "SELECT current_user::text")).isEqualTo("audit_reader");
            assertThat(text(reader, "SHOW transaction_timeout")).isEqualTo("0");
            assertThat(text(reader, "SHOW transaction_read_only")).isEqualTo("on");
            assertThatThrownBy(() ->
                            reader.sql("UPDATE audit.latch SET clear = true").update())
                    .isInstanceOf(DataAccessException.class);
            assertThat(text(
                            reader,
                            "SELECT coalesce(pg_current_xact_id_if_assigned()::text, 'none')"
                                    + " FROM (SELECT count(*) FROM audit.record) AS records"))
                    .as("what has no transaction id holds no horizon")
                    .isEqualTo("none");
            assertThat(audit.verified().get("intact").asBoolean()).isTrue();
            assertThat(readsOfRecords(administrator, "audit-reader")).isPositive();
        }
    }

    private static long readsOfRecords(JdbcClient administrator, String application) {
        return administrator
                .sql("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = :application
                            AND usename = 'audit_reader'
                        """)
                .param("application", application)
                .query(Long.class)
                .single();
    }

    private static String text(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
