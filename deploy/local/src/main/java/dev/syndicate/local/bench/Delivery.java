package dev.syndicate.local.bench;

import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Temporary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * How long an event takes from the process that appends it to a process that acts on it: from execution-gateway's clock
 * at the command to audit-service's at the record, commit and wake-up included. Beside it, what PostgreSQL alone needs
 * from before an insert to a listener that has read the row.
 */
final class Delivery implements Measurement {

    private static final int EACH_ROUND = 40;
    private static final int NOTIFICATION_PATIENCE = 5_000;

    private final Database database;
    private final Load load;
    private final Samples ours = new Samples();
    private final Samples baseline = new Samples();

    Delivery(Temporary stack, Load load) {
        this.database = stack.stack().administrator();
        this.load = load;
        database.execute("CREATE TABLE bench.ping (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea)");
    }

    @Override
    public void round() {
        long before = database.number("SELECT coalesce(max(global_index), 0) FROM eventstore.domain_event");
        for (int i = 0; i < EACH_ROUND; i++) {
            load.permitted();
        }
        long until = database.number("SELECT max(global_index) FROM eventstore.domain_event");
        Waiting.until(
                "the chain holds what was appended",
                () -> database.number("SELECT coalesce(max(event_position), 0) FROM audit.record") >= until);
        delays(before, until).forEach(ours::add);
        pings();
    }

    @Override
    public List<Result> results() {
        String beside = "insert, NOTIFY, LISTEN, read";
        return List.of(
                new Result("event delivery between processes, p50", "ms", ours.median(), baseline.median(), beside),
                new Result(
                        "event delivery between processes, p99",
                        "ms",
                        ours.percentile(99),
                        baseline.percentile(99),
                        beside));
    }

    private List<Double> delays(long after, long until) {
        return database.list("""
                SELECT extract(epoch FROM r.recorded_at - e.occurred_at) * 1000
                FROM eventstore.domain_event e
                JOIN audit.record r ON r.event_id = e.event_id
                WHERE e.global_index > ? AND e.global_index <= ? AND e.origin = 'execution_gateway'
                """, row -> row.getDouble(1), after, until);
    }

    private void pings() {
        try (Connection writer = database.connect();
                Connection reader = database.connect();
                Statement listen = reader.createStatement()) {
            listen.execute("LISTEN bench_ping");
            for (int i = 0; i < EACH_ROUND; i++) {
                baseline.add(ping(writer, reader));
            }
        } catch (SQLException failure) {
            throw new LocalFailureException("the ping failed: " + failure.getMessage(), failure);
        }
    }

    private static double ping(Connection writer, Connection reader) throws SQLException {
        long start = System.nanoTime();
        writer.setAutoCommit(false);
        try (PreparedStatement insert = writer.prepareStatement("INSERT INTO bench.ping (body) VALUES (?)");
                Statement notify = writer.createStatement()) {
            insert.setBytes(1, new byte[1024]);
            insert.execute();
            notify.execute("NOTIFY bench_ping");
            writer.commit();
        }
        PGNotification[] woken = reader.unwrap(PGConnection.class).getNotifications(NOTIFICATION_PATIENCE);
        if (woken == null || woken.length == 0) {
            throw new LocalFailureException("PostgreSQL did not notify");
        }
        try (Statement read = reader.createStatement();
                ResultSet row = read.executeQuery("SELECT id, body FROM bench.ping ORDER BY id DESC LIMIT 1")) {
            row.next();
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
