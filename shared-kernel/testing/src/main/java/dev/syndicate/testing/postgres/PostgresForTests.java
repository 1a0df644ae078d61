package dev.syndicate.testing.postgres;

import dev.syndicate.migrator.SchemaMigrator;
import dev.syndicate.migrator.ServiceRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL 18 cluster for the whole JVM, started at first use, and as many migrated databases in it as tests want.
 * Each role's password is its name.
 *
 * <pre>{@code
 * TestDatabase database = PostgresForTests.freshDatabase();
 * JdbcClient gateway = JdbcClient.create(database.dataSource("execution_gateway"));
 * }</pre>
 */
public final class PostgresForTests {

    private static final String TEMPLATE = "syndicate_template";
    private static final String OBJECT_IN_USE = "55006";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static @Nullable Cluster cluster;
    private static int databases;

    private PostgresForTests() {}

    /** A new database with the current schema and nothing else in it. It takes some 100 ms, the first one 3 s. */
    public static synchronized TestDatabase freshDatabase() {
        Cluster running = running();
        String name = "syndicate_test_" + ++databases;
        return copy(running, TEMPLATE, name);
    }

    /**
     * A physical copy of this database as it is now, what a backup would restore. Nobody may be connected to it; whoever
     * is about to leave is waited for, for a minute.
     */
    public static synchronized TestDatabase copyOf(TestDatabase database) {
        String source = database.url().substring(database.url().lastIndexOf('/') + 1);
        return copy(running(), source, "syndicate_test_" + ++databases);
    }

    private static TestDatabase copy(Cluster running, String source, String name) {
        executeOnceUnused(running, "CREATE DATABASE " + name + " TEMPLATE " + source);
        // Rights on a database are not part of its template.
        execute(running, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        execute(
                running,
                "GRANT CONNECT ON DATABASE " + name + " TO syndicate_migrator, "
                        + String.join(", ", ServiceRole.roleNames()));
        return new TestDatabase(running.url(name), running.administrator(), running.password());
    }

    /** A new database without any schema: for tests of the migrations themselves. */
    public static synchronized TestDatabase emptyDatabase() {
        Cluster running = running();
        String name = "syndicate_test_" + ++databases;
        execute(running, "CREATE DATABASE " + name);
        return new TestDatabase(running.url(name), running.administrator(), running.password());
    }

    private static Cluster running() {
        if (cluster == null) {
            Cluster started = Cluster.start();
            execute(started, "CREATE DATABASE " + TEMPLATE);
            SchemaMigrator.migrate(administrator(started, TEMPLATE), passwords());
            cluster = started;
        }
        return cluster;
    }

    private static Map<String, String> passwords() {
        return ServiceRole.roleNames().stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** The database itself waits for five seconds. */
    private static void executeOnceUnused(Cluster on, String sql) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        boolean done = false;
        while (!done) {
            try {
                execute(on, sql);
                done = true;
            } catch (IllegalStateException e) {
                if (!isInUse(e) || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static boolean isInUse(IllegalStateException refused) {
        return refused.getCause() instanceof SQLException cause && OBJECT_IN_USE.equals(cause.getSQLState());
    }

    private static void execute(Cluster on, String sql) {
        try (Connection connection = administrator(on, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test cluster refused: " + sql, e);
        }
    }

    private static PGSimpleDataSource administrator(Cluster on, String database) {
        return TestDatabase.dataSource(on.url(database), on.administrator(), on.password());
    }
}
