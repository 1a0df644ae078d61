package dev.syndicate.cli.run;

import dev.syndicate.client.ActionStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error what is waited for: on a terminal in one line that is kept up to date, elsewhere in a line now
 * and then, so that the log of a CI step stays readable. Lines begin with {@code syndicate:}.
 */
final class ProgressLine implements AutoCloseable {

    private static final String PREFIX = "syndicate: ";

    private final PrintStream out;
    private final boolean quiet;
    private final boolean terminal;
    private final InstantSource clock;
    private @Nullable Thread ticking;
    private boolean open;

    ProgressLine(PrintStream out, boolean quiet, boolean terminal, InstantSource clock) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** A line of its own. */
    synchronized void say(String line) {
        if (!quiet) {
            endLine();
            out.println(PREFIX + line);
        }
    }

    /** Begins to tell who must approve, where, and how long there is. */
    void waitFor(ActionStatus.Approval approval, Instant until) {
        stop();
        if (!quiet) {
            ticking = Thread.ofVirtual().start(() -> tick(approval, until));
        }
    }

    private void tick(ActionStatus.Approval approval, Instant until) {
        try {
            while (true) {
                show(approval, until);
                Thread.sleep(terminal ? Duration.ofSeconds(1) : Duration.ofMinutes(1));
            }
        } catch (InterruptedException decided) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show(ActionStatus.Approval approval, Instant until) {
        String line = PREFIX + waiting(approval, Duration.between(clock.instant(), until));
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (terminal) {
            out.print("\r" + line + "\033[K");
            out.flush();
            open = true;
        } else {
            out.println(line);
        }
    }

    /** For example {@code waiting for 1 of syndicate-reviewers, 14 min 50 s left: http://127.0.0.1:8081/approvals/…}. */
    static String waiting(ActionStatus.Approval approval, Duration left) {
        String who = approval.sets().stream()
                .map(set -> set.approve() + " of " + set.group().orElse(set.name()))
                .collect(Collectors.joining(" and "));
        return "waiting for %s, %s left: %s".formatted(who.isEmpty() ? "people" : who, time(left), approval.url());
    }

    private static String time(Duration left) {
        if (left.compareTo(Duration.ofSeconds(1)) < 0) {
            return "no time";
        }
        if (left.toHours() > 0) {
            return "%d h %d min".formatted(left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? "%d min %d s".formatted(left.toMinutes(), left.toSecondsPart())
                : "%d s".formatted(left.toSeconds());
    }

    /** Ends the telling. */
    void stop() {
        Thread running = ticking;
        if (running != null) {
            running.interrupt();
            ticking = null;
        }
        synchronized (this) {
            endLine();
        }
    }

    private void endLine() {
        if (open) {
            out.println();
            open = false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
