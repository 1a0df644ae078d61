package dev.syndicate.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.catalogue.Samples;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Appends events as the gateway does, and looks at tables with full rights. */
public final class StoredEvents {

    private static final String INSERT = """
            INSERT INTO eventstore.domain_event
                (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                 metadata, occurred_at)
            VALUES (?, 'Action', ?, ?, ?, '1', ?, '{"correlationId":"c-1"}'::bytea, ?)
            """;

    private final TestDatabase database;

    public StoredEvents(TestDatabase database) {
        this.database = database;
    }

    Connection gateway() throws SQLException {
        Connection connection = Patience.database(database, "execution_gateway").getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    public JdbcClient admin() {
        return JdbcClient.create(database.administrators());
    }

    /** Appends one event of a new stream and commits it. */
    public UUID append(Class<? extends DomainEvent> type) {
        try (Connection connection = gateway()) {
            UUID id = append(connection, UUID.randomUUID().toString(), 0, type);
            connection.commit();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    UUID append(Connection connection, String stream, long number, Class<? extends DomainEvent> type)
            throws SQLException {
        return append(connection, stream, number, type.getName(), json(Samples.complete(type)));
    }

    UUID append(Connection connection, String stream, long number, String type, String payload) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, id);
            statement.setString(2, stream);
            statement.setLong(3, number);
            statement.setString(4, type);
            statement.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
            statement.setTimestamp(6, Timestamp.from(Instant.parse("2026-03-27T14:27:37.123456Z")));
            statement.executeUpdate();
        }
        return id;
    }

    static String json(DomainEvent event) {
        try {
            return EventFormat.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the first event of this type in this stream says. */
    JsonNode payload(String type, String stream) {
        byte[] json = admin().sql("""
                        SELECT payload FROM eventstore.domain_event
                        WHERE payload_type LIKE '%.' || :type AND aggregate_id = :stream AND sequence_number = 0
                        """)
                .param("type", type)
                .param("stream", stream)
                .query((row, number) -> row.getBytes("payload"))
                .single();
        try {
            return EventFormat.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long events() {
        return count("eventstore.domain_event");
    }

    public long records() {
        return count("audit.record");
    }

    public void awaitAllRecorded() {
        await(() -> records() == events());
    }

    public static void await(BooleanSupplier condition) {
        if (!Patience.ask(condition::getAsBoolean, holds -> !holds)) {
            throw new AssertionError("Did not become true within a minute");
        }
    }

    /** Replaces the empty partitions by two small ones; before the service starts. */
    public void partitionsOf(int records) {
        try (Connection connection = database.administrators().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE audit.record_000000000000, audit.record_000001000000");
            statement.execute("UPDATE audit.partition_size SET records = " + records);
            statement.execute("SELECT audit.make_next_partition()");
            statement.execute("SELECT audit.make_next_partition()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes what nobody may change, as somebody with every right would. */
    void tamper(String table, String... statements) {
        try (Connection connection = database.administrators().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            // At one moment for the writer: what it appended in between could not be undone.
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER refuse_change");
            statement.execute("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER refuse_truncate");
            if (table.equals("eventstore.domain_event")) {
                statement.execute("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER stamp_origin");
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) {
        return admin().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
