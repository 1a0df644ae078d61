package dev.syndicate.audit.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One thing that is done again and again, on a thread of its own, while the application runs. A round that fails is tried
 * again after the same pause, for ever; it is logged once, until a round succeeds.
 */
public abstract class Loop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /** @param name of the thread, and in the log */
    protected Loop(String name) {
        this.name = name;
    }

    /** What is done; on one thread. */
    protected abstract void round();

    /** How long to wait behind a round. */
    protected abstract Duration pause();

    /** After a round has failed: nothing that was believed holds any more. */
    protected void forget() {}

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean reported = false;
        while (running) {
            reported = fails(reported);
            try {
                Thread.sleep(pause());
            } catch (InterruptedException e) {
                break;
            }
        }
    }

    /** Does one round. Returns whether its failure is known in the log. */
    private boolean fails(boolean reported) {
        try {
            round();
            return false;
        } catch (RuntimeException | Error e) {
            // An error, too: without this thread nothing would be signed or verified any more, and nobody would see it.
            if (!reported && running) {
                LOG.error("A round of {} failed; trying again until one succeeds", name, e);
            }
            forget();
            return true;
        }
    }
}
