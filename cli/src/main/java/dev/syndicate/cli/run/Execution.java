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
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    private final Process process;
    private final MessageDigest sha256 = Pinned.sha256();
    private final List<Thread> streams;

    private Execution(Process process, OutputStream out, OutputStream err) {
        this.process = process;
        this.streams = List.of(
                Thread.ofVirtual().start(() -> pass(process.getInputStream(), out)),
                Thread.ofVirtual().start(() -> pass(process.getErrorStream(), err)));
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
        for (Thread stream : streams) {
            join(stream);
        }
        synchronized (this) {
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

    private static void join(Thread stream) {
        try {
            stream.join(AFTERMATH);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                pass(buffer, read, to);
            }
        } catch (IOException nobodyReads) {
            // Closing our end tells the command, as a pipe would have.
            return;
        }
    }

    private synchronized void pass(byte[] bytes, int length, OutputStream to) throws IOException {
        sha256.update(bytes, 0, length);
        to.write(bytes, 0, length);
        to.flush();
    }
}
