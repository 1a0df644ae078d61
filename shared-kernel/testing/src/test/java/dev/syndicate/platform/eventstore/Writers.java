package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Many writers at once that behave as badly as they may: they write long before they append, hold transactions open,
 * commit out of order, roll back, and lose their backend.
 */
final class Writers {

    private static final int WRITERS = 8;

    private final DataSource writers;
    private final DataSource administrators;
    private final String run;
    /** Event to the place of its commit in the order of commits. */
    final Map<UUID, Long> committed = new ConcurrentHashMap<>();

    /** Events whose commit was under way when the server went down: only the server knows. */
    final Set<UUID> uncertain = ConcurrentHashMap.newKeySet();

    private final AtomicLong aggregates = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    final AtomicLong rollbacks = new AtomicLong();
    final AtomicLong crashes = new AtomicLong();

    Writers(DataSource writers, DataSource administrators, String run) {
        this.writers = writers;
        this.administrators = administrators;
        this.run = run;
    }

    /** Runs so many transactions on each writer and returns when all have ended. */
    void run(int transactions) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                ends.add(threads.submit(() -> {
                    write(number, transactions);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private void write(int writer, int transactions) throws SQLException, InterruptedException {
        Random random = new Random(writer);
        Connection connection = open();
        try {
            for (int transaction = 0; transaction < transactions; transaction++) {
                String aggregate = run + "-" + writer + "-" + aggregates.incrementAndGet();
                if (!survives(connection, random, aggregate)) {
                    connection.close();
                    connection = open();
                }
            }
        } finally {
            connection.close();
        }
    }

    private boolean survives(Connection connection, Random random, String aggregate) throws InterruptedException {
        try {
            return once(connection, random, aggregate);
        } catch (SQLException e) {
            return false;
        }
    }

    /** One transaction; false if its connection is gone. */
    private boolean once(Connection connection, Random random, String aggregate)
            throws SQLException, InterruptedException {
        if (random.nextInt(4) == 0) {
            writeBeforehand(connection, aggregate);
            hold(random);
        }
        List<UUID> events = new ArrayList<>();
        for (int sequence = 0; sequence <= random.nextInt(3); sequence++) {
            events.add(Events.append(connection, aggregate, sequence));
            hold(random);
        }
        return end(connection, random, events);
    }

    private boolean end(Connection connection, Random random, List<UUID> events) throws SQLException {
        int fate = random.nextInt(20);
        if (fate == 0) {
            Events.terminate(administrators, connection);
            crashes.incrementAndGet();
            return false;
        }
        if (fate < 4) {
            connection.rollback();
            rollbacks.incrementAndGet();
            return true;
        }
        uncertain.addAll(events);
        connection.commit();
        uncertain.removeAll(events);
        long place = commits.incrementAndGet();
        events.forEach(event -> committed.put(event, place));
        return true;
    }

    private static void writeBeforehand(Connection connection, String aggregate) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO policy.scratch VALUES ('" + aggregate + "')");
        }
    }

    private static void hold(Random random) throws InterruptedException {
        if (random.nextInt(3) == 0) {
            Thread.sleep(random.nextInt(12));
        }
    }

    /** A server that has crashed takes a moment to recover. */
    private Connection open() throws InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            try {
                Connection connection = writers.getConnection();
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the server did not come back");
    }
}
