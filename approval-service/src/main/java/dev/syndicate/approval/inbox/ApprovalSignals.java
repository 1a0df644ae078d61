package dev.syndicate.approval.inbox;

import dev.syndicate.platform.listening.DirectConnections;
import dev.syndicate.platform.listening.Listening;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hears of changed views, also of those that another replica wrote. One connection for the whole process. */
@Component
public class ApprovalSignals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalSignals.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int WAIT_MILLIS = 1_000;

    private final DataSource direct;
    private final List<Consumer<ApprovalSignal>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> missed = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile boolean hearing;

    ApprovalSignals(JdbcConnectionDetails details) {
        this.direct = DirectConnections.to(details, "approval-signals");
    }

    /** The listener must return at once and must not throw. */
    public void onSignal(Consumer<ApprovalSignal> listener) {
        listeners.add(listener);
    }

    /** Runs whenever changes are heard (again): earlier ones may have been missed. Must return at once and must not throw. */
    public void onMissed(Runnable listener) {
        missed.add(listener);
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
            try (Listening signals = Listening.on(direct, ApprovalSignal.CHANNEL)) {
                hearing = true;
                missed.forEach(Runnable::run);
                follow(signals);
            } catch (SQLException | RuntimeException e) {
                hearing = false;
                LOG.warn("Consoles are not live until the database is reachable: {}", e.getMessage());
                pause();
            }
        }
        hearing = false;
    }

    private void follow(Listening signals) throws SQLException {
        while (running) {
            signals.hear(WAIT_MILLIS).forEach(this::tell);
        }
    }

    private void tell(String said) {
        ApprovalSignal.of(said).ifPresent(signal -> listeners.forEach(listener -> listener.accept(signal)));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
