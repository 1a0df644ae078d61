package dev.syndicate.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: politely, then not. */
final class Stopping {

    private Stopping() {}

    static void gently(ProcessHandle process, Component component, Duration patience) {
        askToStop(process, component);
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, patience);
        }
    }

    private static void askToStop(ProcessHandle process, Component component) {
        if (component != Component.POSTGRES) {
            process.destroy();
            return;
        }
        // SIGTERM makes PostgreSQL wait for its clients; SIGINT is its fast shutdown.
        signal("INT", process);
    }

    static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder(List.of("sh", "-c", "kill -" + name + " " + process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (java.io.IOException failure) {
            throw new LocalFailureException("cannot signal process " + process.pid(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failure) {
            throw new LocalFailureException("cannot wait for process " + process.pid(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
