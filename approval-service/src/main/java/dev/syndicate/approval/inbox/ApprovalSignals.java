package dev.syndicate.approval.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/** Hears of changed views, also of those that another replica wrote. One connection for the whole process. */
@Component
public class ApprovalSignals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalSignals.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int WAIT_MILLIS = 1_000;

    private final JdbcConnectionDetails details;
    private final List<Consumer<ApprovalSignal>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile boolean hearing;

    ApprovalSignals(JdbcConnectionDetails details) {
        this.details = details;
    }

    /** The listener must return at once and must not throw. */
    public void onSignal(Consumer<ApprovalSignal> listener) {
        listeners.add(listener);
    }

    /** Whether a change would be heard now. */
    public boolean areHeard() {
        return hearing;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("approval-signals").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection connection = connect()) {
                listen(connection);
                follow(connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                hearing = false;
                LOG.warn("Consoles are not live until the database is reachable: {}", e.getMessage());
                pause();
            }
        }
        hearing = false;
    }

    private Connection connect() throws SQLException {
        return new SimpleDriverDataSource(
                        new org.postgresql.Driver(),
                        details.getJdbcUrl(),
                        String.valueOf(details.getUsername()),
                        String.valueOf(details.getPassword()))
                .getConnection();
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + ApprovalSignal.CHANNEL);
        }
    }

    private void follow(PGConnection connection) throws SQLException {
        hearing = true;
        while (running) {
            for (PGNotification notification : connection.getNotifications(WAIT_MILLIS)) {
                ApprovalSignal.of(notification.getParameter())
                        .ifPresent(signal -> listeners.forEach(listener -> listener.accept(signal)));
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
