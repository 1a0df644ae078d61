package dev.syndicate.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.migrator.SchemaMigrator;
import dev.syndicate.migrator.ServiceRole;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaIT {

    private static final String APPEND = """
            INSERT INTO eventstore.domain_event (
                event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                metadata, occurred_at)
            VALUES (?, 'Aggregate', ?, ?, ?, '1', 'x'::bytea, 'x'::bytea, now())
            """;
    private static final String PUBLISHED = "dev.syndicate.contracts.policy.PolicyPublished";
    private static final String GRANTED = "dev.syndicate.contracts.approval.ApprovalGranted";

    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = PostgresForTests.freshDatabase();
    }

    @Test
    void runsTheMigrationsAgainWithoutAnyEffect() {
        String first = SchemaMigrator.migrate(database.administrators(), Map.of());
        assertThat(SchemaMigrator.migrate(database.administrators(), Map.of())).isEqualTo(first);
    }

    @Test
    void stampsTheOriginAndCountsFromOne() {
        TestDatabase own = PostgresForTests.freshDatabase();
        JdbcClient policy = JdbcClient.create(own.dataSource("policy_service"));
        append(policy, "p", 0, PUBLISHED);
        append(policy, "p", 1, PUBLISHED);

        assertThat(policy.sql("SELECT global_index || ' ' || origin FROM domain_event ORDER BY global_index")
                        .query(String.class)
                        .list())
                .containsExactly("1 policy_service", "2 policy_service");
    }

    @Test
    void refusesATypeThatTheRoleDoesNotOwn() {
        assertRefused(() -> append(as("policy_service"), "forged", 0, GRANTED), "policy_service does not own events");
        assertRefused(() -> append(as("audit_reader"), "forged", 0, GRANTED), "permission denied");
    }

    @Test
    void refusesToContinueAnAggregateOfAnotherRole() {
        append(as("approval_service"), "approval", 0, GRANTED);

        assertRefused(
                () -> append(as("policy_service"), "approval", 1, PUBLISHED), "policy_service does not own aggregate");
    }

    @Test
    void refusesAGapInAnAggregate() {
        append(as("policy_service"), "gap", 0, PUBLISHED);

        assertRefused(() -> append(as("policy_service"), "gap", 2, PUBLISHED), "would leave a gap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "global_index"})
    void refusesAChosenValue(String column) {
        String value = column.equals("origin") ? "'approval_service'" : "1000000";
        assertRefused(
                () -> as("policy_service")
                        .sql("""
                        INSERT INTO eventstore.domain_event (
                            %s, event_id, aggregate_id, sequence_number, payload_type, payload, metadata, occurred_at)
                        VALUES (%s, gen_random_uuid(), 'chosen', 0, '%s', 'x'::bytea, 'x'::bytea, now())
                        """.formatted(column, value, PUBLISHED))
                        .update(),
                "permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE eventstore.domain_event SET payload = 'y'::bytea",
                "DELETE FROM eventstore.domain_event",
                "TRUNCATE eventstore.domain_event",
                "SELECT FROM eventstore.domain_event FOR UPDATE",
                "UPDATE content.content SET bytes = 'y'::bytea",
                "DELETE FROM content.content",
                "TRUNCATE content.content",
                "SELECT setval('eventstore.domain_event_index', 1)",
                "ALTER TABLE eventstore.domain_event DISABLE TRIGGER ALL",
                "CREATE TABLE eventstore.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "INSERT INTO eventstore.event_type_owner VALUES ('dev.', 'policy_service')",
                "SET session_replication_role = replica",
                "SET ROLE syndicate_migrator"
            })
    void grantsServicesNothingBeyondAppending(String statement) {
        for (ServiceRole role : ServiceRole.values()) {
            assertRefused(() -> as(role.roleName()).sql(statement).update(), "permission denied", "must be owner");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE eventstore.domain_event SET payload = 'y'::bytea",
                "DELETE FROM eventstore.domain_event",
                "TRUNCATE eventstore.domain_event"
            })
    void refusesAChangeByASuperuserInReplicaMode(String statement) {
        append(as("policy_service"), UUID.randomUUID().toString(), 0, PUBLISHED);
        JdbcClient superuser = JdbcClient.create(database.administrators());

        assertRefused(
                () -> superuser
                        .sql("SET session_replication_role = replica; " + statement)
                        .update(),
                "rows are only ever inserted");
    }

    @Test
    void keepsContentOnlyUnderItsOwnHash() {
        JdbcClient policy = as("policy_service");
        String insert = "INSERT INTO content (digest, size, bytes) VALUES (sha256(?::bytea), 1, 'x'::bytea)";

        assertThat(policy.sql(insert).param("x").update()).isEqualTo(1);
        assertRefused(() -> policy.sql(insert).param("y").update(), "content_digest_matches");
        assertRefused(() -> as("execution_gateway").sql(insert).param("x").update(), "permission denied");
    }

    @Test
    void startsAWorkspaceWithTheActivePolicy() {
        TestDatabase own = PostgresForTests.freshDatabase();
        JdbcClient policy = JdbcClient.create(own.dataSource("policy_service"));
        JdbcClient gateway = JdbcClient.create(own.dataSource("execution_gateway"));
        String activeIn = "SELECT active_policy_version FROM fence.workspace WHERE workspace = ? FOR SHARE";

        gateway.sql("INSERT INTO fence.workspace (workspace) VALUES ('early')").update();
        policy.sql("SELECT fence.activate_policy('1:abc')").query().listOfRows();
        gateway.sql("INSERT INTO fence.workspace (workspace) VALUES ('late')").update();

        assertThat(gateway.sql(activeIn).param("early").query(String.class).single())
                .isEqualTo("1:abc");
        assertThat(gateway.sql(activeIn).param("late").query(String.class).single())
                .isEqualTo("1:abc");
        assertRefused(
                () -> gateway.sql("UPDATE fence.workspace SET active_policy_version = '2:def'")
                        .update(),
                "permission denied");
    }

    @Test
    void boundsTheTransactionsOfWriters() {
        JdbcClient gateway = as("execution_gateway");
        assertThat(gateway.sql("SHOW transaction_timeout").query(String.class).single())
                .isEqualTo("2s");
        assertThat(gateway.sql("SHOW idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("1s");
        assertThat(gateway.sql("SHOW max_prepared_transactions")
                        .query(String.class)
                        .single())
                .isEqualTo("0");
    }

    private static JdbcClient as(String role) {
        PGSimpleDataSource source = database.dataSource(role);
        // A session can leave its default read-only mode, so the mode must not be what protects.
        source.setOptions("-c default_transaction_read_only=off");
        return JdbcClient.create(source);
    }

    private static void append(JdbcClient jdbc, String aggregate, long sequence, String type) {
        jdbc.sql(APPEND).params(UUID.randomUUID(), aggregate, sequence, type).update();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... reasons) {
        assertThatThrownBy(call).rootCause().message().containsAnyOf(reasons);
    }
}
