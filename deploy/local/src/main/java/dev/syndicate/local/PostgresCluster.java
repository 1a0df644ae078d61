package dev.syndicate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL cluster of this machine's own, on loopback with passwords, and durable: every commit is on disk before
 * it is answered.
 */
final class PostgresCluster {

    private static final String ADMINISTRATOR = "postgres";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // A prepared transaction that nobody ends would hold the event stream back for ever.
            "max_prepared_transactions=0",
            "max_connections=200",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC");

    private static final int MOST_STARTS = 40;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path binaries;
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;

    PostgresCluster(Path binaries, Home home, Ports ports) {
        this.binaries = binaries;
        this.home = home;
        this.ports = ports;
        this.secrets = new Secrets(home.secrets());
    }

    /** Initialises the data directory; a half-made one of an interrupted run is thrown away. */
    void initialise() {
        Path data = home.database();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = data.resolveSibling("postgres.new");
        try {
            PostgresBinaries.deleteTree(fresh);
            Launcher.run(initdb(fresh), Map.of("LC_ALL", "C"), home.log(Component.POSTGRES));
            Files.move(fresh, data);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot create the database in " + data, failure);
        }
    }

    /**
     * Starts the server. Where the one before was killed, its children need a moment to notice, and hold its memory
     * until then: PostgreSQL refuses, rightly, and is asked again.
     */
    ProcessHandle start() {
        ProcessHandle server = launch();
        for (int again = 0; again < MOST_STARTS && !stays(server); again++) {
            server = launch();
        }
        return server;
    }

    private boolean stays(ProcessHandle server) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (server.isAlive() && !answers() && System.nanoTime() < deadline) {
            Readiness.pause();
        }
        if (!server.isAlive()) {
            Readiness.pause();
        }
        return server.isAlive();
    }

    private ProcessHandle launch() {
        List<String> command = new ArrayList<>(unprivileged(binaries.resolve("bin/postgres")));
        command.addAll(List.of("-D", home.database().toString(), "-p", Integer.toString(ports.of(Component.POSTGRES))));
        for (String setting : SETTINGS) {
            command.addAll(List.of("-c", setting));
        }
        return Launcher.detached(command, Map.of("LC_ALL", "C"), home.log(Component.POSTGRES));
    }

    boolean answers() {
        try (Connection connection = administrator("postgres").getConnection()) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    void createDatabase() {
        try (Connection connection = administrator("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'syndicate'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE syndicate");
            }
        } catch (SQLException failure) {
            throw new LocalFailureException("cannot create the database syndicate: " + failure.getMessage(), failure);
        }
    }

    PGSimpleDataSource administrator(String database) {
        return source(database, ADMINISTRATOR, secrets.of("postgres"));
    }

    PGSimpleDataSource of(Component service) {
        return source("syndicate", service.databaseRole(), secrets.of(service.databaseRole()));
    }

    private PGSimpleDataSource source(String database, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {ports.of(Component.POSTGRES)});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(2);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private List<String> initdb(Path data) {
        List<String> command = new ArrayList<>(unprivileged(binaries.resolve("bin/initdb")));
        command.addAll(List.of("-D", data.toString(), "-U", ADMINISTRATOR, "-E", "UTF8", "--locale=C"));
        command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + secrets.file("postgres")));
        return command;
    }

    /** PostgreSQL refuses to run as root; inside a user namespace root is nobody in particular. */
    private static List<String> unprivileged(Path program) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of(program.toString());
        }
        if (!Launcher.isOnPath("unshare")) {
            throw new LocalFailureException(
                    "PostgreSQL does not run as root, and there is no unshare (util-linux): run ./syndicate as another user.");
        }
        return List.of("unshare", "--user", program.toString());
    }
}
