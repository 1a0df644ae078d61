package dev.syndicate.testing.postgres;

import dev.syndicate.migrator.SchemaMigrator;
import dev.syndicate.migrator.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A PostgreSQL cluster of one test's own, which the test may stop, kill and start again. Same binaries and durability as
 * {@link PostgresForTests}. Needs Linux and those binaries: {@link #isPossible()}.
 */
public final class OwnCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Place place;
    private final String binaries;
    private final int port;
    private Process server;

    private OwnCluster(Path directory, Place place) throws IOException {
        this.directory = directory;
        this.place = place;
        this.binaries = binaries();
        this.port = freePort();
        run("initdb", "-D", data(), "-U", "postgres", "-E", "UTF8", "--locale=C", "--wal-segsize=1", "-A", "trust");
        this.server = launch();
        awaitAnswer();
        SchemaMigrator.migrate(
                TestDatabase.dataSource(url(), "postgres", "postgres"),
                ServiceRole.roleNames().stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
    }

    /** Whether this machine can run one: the shared cluster comes from binaries and not from a container. */
    public static boolean isPossible() {
        return Files.isExecutable(Path.of(binaries()).resolve("initdb"));
    }

    /** A migrated cluster in this directory. */
    public static OwnCluster in(Path directory) {
        return in(directory, Place.HERE);
    }

    /** A migrated cluster whose files all lie on this disk. */
    public static OwnCluster in(Path directory, Place place) {
        try {
            return new OwnCluster(directory, place);
        } catch (IOException e) {
            throw new UncheckedIOException("A cluster of the test's own did not start", e);
        }
    }

    /** Its one database. */
    public TestDatabase database() {
        return new TestDatabase(url(), "postgres", "postgres");
    }

    /** Whether the server runs; after a panic it does not. */
    public boolean isRunning() {
        return server.isAlive();
    }

    /** Ends the server at once, as a crash does: connections break, nothing is flushed that was not committed. */
    public void crash() {
        signal("QUIT");
        awaitEnd();
    }

    /** Starts it again, with recovery. */
    public void start() {
        try {
            server = launch();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server.isAlive()) {
            signal("QUIT");
            awaitEnd();
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException {
        Process process = command(program, arguments)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(program + ".log").toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(program + ": " + Files.readString(directory.resolve(program + ".log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
    }

    private Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data(), "-p", Integer.toString(port)));
        Cluster.SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        arguments.addAll(List.of("-c", "min_wal_size=2MB", "-c", "max_wal_size=8MB", "-c", "shared_buffers=16MB"));
        return command("postgres", arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("postgres.log").toFile()))
                .start();
    }

    /** PostgreSQL refuses to run as root; inside a user namespace root is nobody in particular. */
    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>(place.prefix());
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(Path.of(binaries).resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not answer; see " + directory + "/postgres.log");
            }
            pause();
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the binaries of the shared cluster lie, as it says itself. */
    private static String binaries() {
        try (Connection connection =
                        PostgresForTests.emptyDatabase().administrators().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT setting FROM pg_config() WHERE name = 'BINDIR'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The shared cluster does not say where it lies", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where processes of a cluster run. */
    @FunctionalInterface
    public interface Place {

        /** In no particular place. */
        Place HERE = List::of;

        /** What stands in front of every command. */
        List<String> prefix();
    }
}
