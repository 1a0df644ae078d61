package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
                String aggregate = run + "-" + writer + "-" + transaction;
                if (!once(connection, random, aggregate)) {
                    connection.close();
                    connection = open();
                }
            }
        } finally {
            connection.close();
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
        connection.commit();
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

    private Connection open() throws SQLException {
        Connection connection = writers.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
