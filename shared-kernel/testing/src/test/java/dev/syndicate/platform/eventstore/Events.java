package dev.syndicate.platform.eventstore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Appends events as the storage engine does, over a connection that the test controls. */
final class Events {

    private static final String APPEND = """
            INSERT INTO eventstore.domain_event (
                event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                metadata, occurred_at)
            VALUES (?, 'Counter', ?, ?, ?, '3', ?, ?, now())
            """;

    private Events() {}

    /** Appends one {@code Counted} event of this aggregate; its amount is its sequence number. */
    static UUID append(Connection connection, String aggregate, long sequence) throws SQLException {
        UUID id = UUID.randomUUID();
        String payload = "{\"counter\":\"" + aggregate + "\",\"amount\":" + sequence + "}";
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setObject(1, id);
            statement.setString(2, aggregate);
            statement.setLong(3, sequence);
            statement.setString(4, CounterApplication.Counted.class.getName());
            statement.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
            statement.setBytes(6, "{}".getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
        return id;
    }

    /** Kills the server process of this connection, as a crash would. */
    static void terminate(DataSource administrators, Connection victim) throws SQLException {
        int pid = victim.unwrap(PGConnection.class).getBackendPID();
        try (Connection connection = administrators.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + pid + ")");
        }
    }
}
