package dev.syndicate.cli.run;

import dev.syndicate.contracts.digest.Digest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The command while it runs: no shell in between, an empty standard input, its output passed on byte for byte as it comes
 * and hashed in that order.
 */
final class Execution {

    private static final int BUFFER = 16 * 1024;
    /** For output that somebody the command left behind still holds open. */
    static final Duration AFTERMATH = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Process process;
    private final MessageDigest sha256 = Pinned.sha256();
    private final List<Passage> streams;

    private Execution(Process process, OutputStream out, OutputStream err) {
        this.process = process;
        this.streams = List.of(new Passage(process.getInputStream(), out), new Passage(process.getErrorStream(), err));
        streams.forEach(Passage::start);
    }

    /**
     * How it ended.
     *
     * @param exitCode its status; 128+n for a signal
     * @param output plain SHA-256 over standard output and standard error in the order in which they were passed on
     */
    record Ended(int exitCode, Digest output) {}

    /** Starts it. Throws where the operating system does not. */
    static Execution start(CommandToRun command, OutputStream out, OutputStream err) throws IOException {
        List<String> words = new ArrayList<>(command.words());
        words.set(0, command.program().toString());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.directory().toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(command.environment().all());
        return new Execution(builder.start(), out, err);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Waits until it has ended and its output has been passed on. Signals are its business, not ours. */
    Ended await() {
        int status = exitCode();
        streams.forEach(Passage::join);
        synchronized (sha256) {
            return new Ended(status, Pinned.digest(sha256));
        }
    }

    private int exitCode() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ofOurs) {
                // A signal that came while it was being started; it has been passed on.
                continue;
            }
        }
    }

    private synchronized void pass(byte[] bytes, int length, OutputStream to) throws IOException {
        // Under a lock of its own, which nobody holds who waits for a reader.
        synchronized (sha256) {
            sha256.update(bytes, 0, length);
        }
        to.write(bytes, 0, length);
        to.flush();
    }

    /** One stream, from the command to whoever reads it. */
    private final class Passage implements Runnable {

        private final InputStream from;
        private final OutputStream to;
        private final Thread thread = Thread.ofVirtual().unstarted(this);
        private volatile boolean passing;

        private Passage(InputStream from, OutputStream to) {
            this.from = from;
            this.to = to;
        }

        private void start() {
            thread.start();
        }

        @Override
        public void run() {
            byte[] buffer = new byte[BUFFER];
            try (from) {
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    passing = true;
                    pass(buffer, read, to);
                    passing = false;
                }
            } catch (IOException nobodyReads) {
                // Closing our end tells the command, as a pipe would have.
                return;
            }
        }

        /** Waits for its end. Only the time counts in which nothing comes: whoever reads slowly is waited for. */
        private void join() {
            try {
                for (long looks = AFTERMATH.dividedBy(LOOK); looks > 0 && !thread.join(LOOK); ) {
                    looks -= passing ? 0 : 1;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
