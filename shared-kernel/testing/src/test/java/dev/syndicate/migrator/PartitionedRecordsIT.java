package dev.syndicate.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.RecordTerms;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of records in ranges: what was there before moves into it, and nobody but the owner shapes it. */
class PartitionedRecordsIT {

    private static final LogId LOG = new LogId(UUID.fromString("01980f3e-7c00-7000-8000-000000000001"));
    private static final Instant TIME = Instant.parse("2026-03-27T14:27:37.123456Z");

    @Test
    void recordsFromBeforeKeepTheirBytesAndGetLeavesAndTerms() {
        TestDatabase database = PostgresForTests.emptyDatabase();
        SchemaMigrator.migrateUpTo(database.administrators(), "500");
        JdbcClient admin = JdbcClient.create(database.administrators());
        insert(admin, 0, body("dana"));
        insert(admin, 1, body("rui"));
        SchemaMigrator.migrate(database.administrators(), Map.of());
        assertThat(admin.sql("SELECT body FROM audit.record WHERE sequence = 1")
                        .query((row, number) -> row.getBytes(1))
                        .single())
                .isEqualTo(body("rui").bytes());
        assertThat(terms(admin, 0)).isEqualTo(RecordTerms.of(body("dana"))).contains("principal:dana");
        assertThat(admin.sql("SELECT hash FROM audit.leaf WHERE sequence = 1")
                        .query((row, number) -> Hash.of(row.getBytes(1)))
                        .single())
                .isEqualTo(header(1, body("rui")).leaf());
    }

    @Test
    void theNextPartitionIsMadeWellAheadButNeverManyAtOnce() {
        TestDatabase database = PostgresForTests.freshDatabase();
        JdbcClient service = JdbcClient.create(database.dataSource("audit_service"));
        for (int i = 0; i < 6; i++) {
            service.sql("SELECT audit.make_next_partition()").query(Long.class).single();
        }
        assertThat(service.sql("SELECT audit.partition_end()").query(Long.class).single())
                .isEqualTo(3_000_000);
        JdbcClient.create(database.administrators())
                .sql("INSERT INTO audit.leaf VALUES (1500000, gen_random_uuid(), sha256(''))")
                .update();
        assertThat(service.sql("SELECT audit.make_next_partition()")
                        .query(Long.class)
                        .single())
                .isEqualTo(4_000_000);
    }

    @Test
    void nobodyElseMakesPartitionsOrTouchesOne() {
        TestDatabase database = PostgresForTests.freshDatabase();
        for (String role : List.of("execution_gateway", "policy_service", "audit_reader")) {
            assertRefused(database, role, "SELECT audit.make_next_partition()");
        }
        for (String sql : List.of(
                "SELECT * FROM audit.record_000000000000",
                "INSERT INTO audit.record_000000000000 SELECT * FROM audit.record",
                "UPDATE audit.partition_size SET records = 1",
                "INSERT INTO audit.partition_size VALUES (1)",
                "ALTER TABLE audit.record DETACH PARTITION audit.record_000000000000",
                "DROP TABLE audit.record_000000000000")) {
            assertRefused(database, "audit_service", sql);
        }
    }

    @Test
    void aPartitionMadeLaterIsAsGuardedAsTheFirst() {
        TestDatabase database = PostgresForTests.freshDatabase();
        JdbcClient.create(database.dataSource("audit_service"))
                .sql("SELECT audit.make_next_partition()")
                .query(Long.class)
                .single();
        JdbcClient admin = JdbcClient.create(database.administrators());
        insertPartitioned(admin, 2_500_000);
        for (String sql : List.of(
                "TRUNCATE audit.record_000002000000",
                "DELETE FROM audit.record_000002000000",
                "UPDATE audit.record_000002000000 SET outcome = 'x'",
                "SET session_replication_role = replica; DELETE FROM audit.record_000002000000",
                "SET session_replication_role = replica; TRUNCATE audit.record_000002000000")) {
            assertThatThrownBy(() -> admin.sql(sql).update())
                    .as(sql)
                    .hasStackTraceContaining("is refused: rows are only ever inserted");
        }
        assertThat(admin.sql("SELECT count(*) FROM audit.record_000002000000")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static void assertRefused(TestDatabase database, String role, String sql) {
        assertThatThrownBy(() ->
                        JdbcClient.create(database.dataSource(role)).sql(sql).update())
                .as(role + ": " + sql)
                .hasStackTraceContaining("ERROR: ");
    }

    private static void insert(JdbcClient admin, long sequence, RecordBody body) {
        insert(admin, sequence, body, "");
    }

    private static void insertPartitioned(JdbcClient admin, long sequence) {
        insert(admin, sequence, body("dana"), ", '{}'");
    }

    private static void insert(JdbcClient admin, long sequence, RecordBody body, String terms) {
        admin.sql("INSERT INTO audit.record VALUES (:sequence, :header, :body, :event, 't', 1, 'a', 0, NULL, NULL,"
                        + " NULL, NULL, NULL, :time, :time" + terms + ")")
                .param("sequence", sequence)
                .param("header", header(sequence, body).bytes())
                .param("body", body.bytes())
                .param("event", new UUID(7, sequence))
                .param("time", Timestamp.from(TIME))
                .update();
    }

    private static RecordHeader header(long sequence, RecordBody body) {
        return new RecordHeader(
                LOG,
                1,
                sequence,
                TIME,
                new UUID(7, sequence),
                body.bytes().length,
                RecordBody.hash(body.bytes()),
                LOG.genesis());
    }

    private static RecordBody body(String principal) {
        EventAsStored event = new EventAsStored(
                1, new UUID(7, 1), null, "a", 0, "t", null, new byte[0], new byte[0], TIME, "execution_gateway");
        JsonObject.Builder who = JsonObject.builder()
                .put("principal", JsonObject.builder().put("subject", principal).put("name", principal));
        return RecordBody.of(event, JsonObject.EMPTY.with("who", who.build()));
    }

    private static List<String> terms(JdbcClient admin, long sequence) {
        return admin.sql("SELECT terms FROM audit.record WHERE sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> texts(row.getArray(1)))
                .single();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
