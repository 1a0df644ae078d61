package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nothing can be appended requests are refused in bounded time; then it goes on by itself and has lost nothing. */
class AppendImpossibleIT {

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
    void aTableThatCannotGrowRefusesNamesItsCauseAndIsRecoveredFrom() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            fillDisk();
            long before = events.records();
            UUID event = events.append(ActionProposed.class);
            assertThat(audit.seal(event).problem()).isEqualTo("seal-unavailable");
            StoredEvents.await(
                    () -> metrics(audit).contains("syndicate_audit_append_failures_total{cause=\"no-resources\""));
            assertThat(events.records()).isEqualTo(before);
            assertThat(audit.get("/v1/integrity").status()).isEqualTo(200);
            assertThat(audit.get("/v1/records").status()).isEqualTo(200);
            events.admin().sql("DROP TRIGGER no_space ON audit.leaf").update();
            StoredEvents.await(() -> isSealedOnceReleased(audit, event));
            assertRecovered(audit);
        }
    }

    @Test
    void aPrivilegeThatIsTakenAwayIsNamedAndRecoveredFrom() {
        try (RunningAuditService audit = RunningAuditService.on(database, volume)) {
            events.admin()
                    .sql("REVOKE INSERT ON audit.record FROM audit_service")
                    .update();
            UUID event = events.append(ActionProposed.class);
            assertThat(audit.seal(event).problem()).isEqualTo("seal-unavailable");
            StoredEvents.await(
                    () -> metrics(audit).contains("syndicate_audit_append_failures_total{cause=\"not-allowed\""));
            events.admin().sql("GRANT INSERT ON audit.record TO audit_service").update();
            StoredEvents.await(() -> isSealedOnceReleased(audit, event));
            assertRecovered(audit);
        }
    }

    @Test
    void aStalledTransactionOfSomebodyElseIsNamedAndRecoveredFrom() throws SQLException {
        try (RunningAuditService audit = RunningAuditService.on(database, volume);
                Connection foreign = database.administrators().getConnection()) {
            assertThat(audit.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            int pid = holdTheHorizon(foreign);
            UUID event = events.append(ActionProposed.class);
            assertThat(audit.seal(event).problem()).isEqualTo("seal-unavailable");
            assertThat(audit.metric("syndicate_eventstore_horizon_blocker")).isEqualTo(pid);
            assertThat(audit.metric("syndicate_eventstore_horizon_age_seconds")).isPositive();
            assertThat(audit.seal(event).problem()).as("and again").isEqualTo("seal-unavailable");
            assertThat(audit.get("/v1/integrity").json().get("clear").asBoolean())
                    .isTrue();
            assertThat(audit.get("/v1/records").status()).isEqualTo(200);
            foreign.rollback();
            StoredEvents.await(() -> audit.seal(event).status() == 200);
            assertThat(audit.metric("syndicate_eventstore_horizon_blocker")).isNotEqualTo(pid);
            assertRecovered(audit);
        }
    }

    /** A transaction with an id, as any writer of the cluster may have; the process id of its backend. */
    private static int holdTheHorizon(Connection foreign) throws SQLException {
        foreign.setAutoCommit(false);
        try (Statement statement = foreign.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_xact_id(), pg_backend_pid()")) {
            row.next();
            return row.getInt(2);
        }
    }

    /** What PostgreSQL answers when a table cannot grow. */
    private void fillDisk() {
        events.admin().sql("""
                        CREATE FUNCTION public.no_space() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
                        END $$""").update();
        events.admin()
                .sql("CREATE TRIGGER no_space BEFORE INSERT ON audit.leaf"
                        + " FOR EACH ROW EXECUTE FUNCTION public.no_space()")
                .update();
    }

    private void assertRecovered(RunningAuditService audit) {
        for (int i = 0; i < 10; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
        assertThat(metrics(audit)).containsPattern("syndicate_audit_append_stalled_seconds\\{[^}]*} 0.0");
        assertThat(metrics(audit)).containsPattern("syndicate_audit_writer_state\\{[^}]*} 2.0");
    }

    /** What was done to the database is a finding of the catalogue audit, too. */
    private static boolean isSealedOnceReleased(RunningAuditService audit, UUID event) {
        audit.releaseAll();
        return audit.seal(event).status() == 200;
    }

    private static String metrics(RunningAuditService audit) {
        return audit.get("/actuator/prometheus").text();
    }
}
