package dev.syndicate.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The baseline service of a measurement: a process of this command's own, gone with it. */
public final class OneCommitProcess implements AutoCloseable {

    private final Process process;
    private final URI address;

    private OneCommitProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it on the stack's database, tuned as the services are, and waits until it answers. */
    public static OneCommitProcess start(Temporary stack, Pace pace) {
        int port = Ports.anyFree();
        List<String> command =
                new ArrayList<>(ServiceProcesses.java(stack.installation().executable("deploy/baseline"), pace));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        stack.home().directory().resolve("log/baseline.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", Integer.toString(port),
                        "SYNDICATE_DB_URL", stack.ports().database(),
                        "SYNDICATE_DB_USER", "postgres",
                        "SYNDICATE_DB_PASSWORD", new Secrets(stack.home().secrets()).of("postgres")));
        try {
            OneCommitProcess started = new OneCommitProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
            started.awaitReady(stack.home().directory().resolve("log/baseline.log"));
            return started;
        } catch (IOException failure) {
            throw new LocalFailureException("cannot start the baseline", failure);
        }
    }

    /** The table that its commits go to; made once. */
    public static void createTable(Temporary stack) {
        stack.stack().administrator().execute("""
                CREATE TABLE IF NOT EXISTS bench.one_commit (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    body bytea NOT NULL,
                    at timestamptz NOT NULL DEFAULT now())
                """);
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        Stopping.gently(process.toHandle(), Component.GATEWAY, Duration.ofSeconds(10));
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Readiness.answersOk(address)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new LocalFailureException("the baseline did not start:\n" + LogFile.tail(log, 20));
            }
            Readiness.pause();
        }
    }
}
