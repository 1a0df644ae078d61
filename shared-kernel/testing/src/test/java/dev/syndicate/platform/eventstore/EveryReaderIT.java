package dev.syndicate.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syndicate.migrator.SchemaMigrator;
import dev.syndicate.testing.postgres.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Every committed event reaches every reader exactly once and in append order: while writers misbehave, while readers are
 * restarted and killed, and after the cluster was copied as files or row by row into another one.
 *
 * <p>On clusters of its own, because it stops them and copies their files.
 */
class EveryReaderIT {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int TRANSACTIONS = 60;

    @TempDir
    private Path directory;

    @Test
    void takesEveryEventOnceInAppendOrder() throws Exception {
        Path original = directory.resolve("original");
        Path copied = directory.resolve("copied");
        List<UUID> events;
        try (EmbeddedPostgres cluster = cluster(original)) {
            TestDatabase database = migrated(cluster);
            events = whileWritersMisbehave(database);
            copyRowByRow(database, events);
        }
        // Closing asks the server to stop and gives it a few seconds; files are only copied of one that has.
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(original.resolve("postmaster.pid")));
        FileSystemUtils.copyRecursively(original, copied);
        restrict(copied);
        try (EmbeddedPostgres cluster = cluster(copied)) {
            goesOn(database(cluster), events, "after the file copy");
        }
    }

    /**
     * Kills server processes with -9, upon which PostgreSQL throws out everybody and recovers from its log. Indexes that
     * nobody had committed may then be handed out a second time.
     */
    @Test
    void takesEveryEventOnceWhenTheServerCrashes() throws Exception {
        try (EmbeddedPostgres cluster = cluster(directory.resolve("crashing"))) {
            TestDatabase database = migrated(cluster);
            Writers writers = new Writers(database.dataSource("policy_service"), database.administrators(), "crash");
            try (Reader reader = new Reader(readerOf(database), 100, Integer.MAX_VALUE);
                    Reader restarted = new Reader(readerOf(database), 3, 3)) {
                CompletableFuture<Integer> crashes = CompletableFuture.supplyAsync(() -> crash(database, 3));
                do {
                    writers.run(TRANSACTIONS / 4);
                } while (!crashes.isDone());
                assertThat(crashes.join()).isEqualTo(3);
                List<UUID> stored = stored(database);
                assertThat(stored).containsAll(writers.committed.keySet());
                stored.forEach(
                        event -> assertThat(writers.committed.containsKey(event) || writers.uncertain.contains(event))
                                .isTrue());
                for (Reader each : List.of(reader, restarted)) {
                    await().atMost(BOUND).until(() -> each.position() == highest(database));
                    assertThat(each.taken()).isEqualTo(stored);
                }
            }
        }
    }

    private static int crash(TestDatabase database, int times) {
        int crashes = 0;
        while (crashes < times) {
            pause(Duration.ofMillis(900));
            try {
                int victim = query(database, """
                        SELECT pid FROM pg_stat_activity WHERE usename = 'policy_service' AND backend_xid IS NOT NULL
                        LIMIT 1
                        """, Integer.class).getFirst();
                crashes += ProcessHandle.of(victim).orElseThrow().destroyForcibly() ? 1 : 0;
            } catch (DataAccessException | NoSuchElementException e) {
                // Still recovering, or nobody is writing at this moment.
                pause(Duration.ofMillis(50));
            }
        }
        return crashes;
    }

    private static List<UUID> whileWritersMisbehave(TestDatabase database) throws Exception {
        Writers writers = new Writers(database.dataSource("policy_service"), database.administrators(), "first");
        DataSource direct = readerOf(database);
        List<Reader> readers = new ArrayList<>();
        try {
            readers.add(new Reader(direct, 500, Integer.MAX_VALUE));
            readers.add(new Reader(direct, 1, Integer.MAX_VALUE));
            readers.add(new Reader(direct, 7, 3));
            CompletableFuture<Void> written = new CompletableFuture<>();
            CompletableFuture<Void> processors = CompletableFuture.runAsync(() -> restartProcessors(database, written));
            CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> killReaders(database, processors));
            writers.run(TRANSACTIONS);
            written.complete(null);
            List<UUID> stored = stored(database);
            assertThat(stored).containsExactlyInAnyOrderElementsOf(writers.committed.keySet());
            assertThat(outOfOrder(stored, writers.committed)).isPositive();
            assertThat(writers.rollbacks).hasPositiveValue();
            assertThat(writers.crashes).hasPositiveValue();
            for (Reader reader : readers) {
                await().atMost(BOUND).until(() -> reader.position() == highest(database));
                assertThat(reader.taken()).isEqualTo(stored);
            }
            processors.join();
            killer.join();
            assertThat(projected(database)).isEqualTo(names(database));
            return stored;
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    /** Axon processors in a process that is restarted, and at last left alone until it has caught up. */
    private static void restartProcessors(TestDatabase database, CompletableFuture<Void> written) {
        for (int lives = 0; lives < 2; lives++) {
            try (ConfigurableApplicationContext application = processors(database)) {
                pause(Duration.ofMillis(700));
            }
        }
        try (ConfigurableApplicationContext application = processors(database)) {
            written.join();
            await().atMost(BOUND)
                    .until(() -> projected(database).size() >= names(database).size());
        }
    }

    private static ConfigurableApplicationContext processors(TestDatabase database) {
        return CounterApplication.start(database, "syndicate.eventstore.claim-timeout=1s");
    }

    private static void killReaders(TestDatabase database, CompletableFuture<Void> until) {
        JdbcClient administrators = JdbcClient.create(database.administrators());
        for (int kills = 0; kills < 10 && !until.isDone(); kills++) {
            pause(Duration.ofMillis(300));
            administrators.sql("""
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reader'
                            """).query().listOfRows();
        }
    }

    private void copyRowByRow(TestDatabase database, List<UUID> events) throws Exception {
        try (EmbeddedPostgres other = cluster(directory.resolve("other"))) {
            TestDatabase copy = migrated(other);
            LogicalCopy.copy(database.administrators(), copy.administrators());
            assertThat(origins(copy)).containsExactly("policy_service");
            goesOn(copy, events, "after the logical copy");
        }
    }

    /** Readers from the start and from the middle agree with what was there before, and with what is appended now. */
    private static void goesOn(TestDatabase database, List<UUID> before, String run) throws Exception {
        assertThat(stored(database)).isEqualTo(before);
        Writers writers =
                new Writers(database.dataSource("policy_service"), database.administrators(), run.replace(' ', '-'));
        try (Reader reader = new Reader(readerOf(database), 100, Integer.MAX_VALUE);
                Reader restarted = new Reader(readerOf(database), 20, 3)) {
            writers.run(TRANSACTIONS / 4);
            List<UUID> after = stored(database);
            assertThat(after.subList(0, before.size())).isEqualTo(before);
            assertThat(after.subList(before.size(), after.size()))
                    .containsExactlyInAnyOrderElementsOf(writers.committed.keySet());
            for (Reader each : List.of(reader, restarted)) {
                await().atMost(BOUND).until(() -> each.position() == highest(database));
                assertThat(each.taken()).isEqualTo(after);
            }
        }
        try (ConfigurableApplicationContext application = processors(database)) {
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(projected(database)).isEqualTo(names(database)));
        }
    }

    private static long outOfOrder(List<UUID> stored, Map<UUID, Long> committed) {
        long inversions = 0;
        for (int i = 1; i < stored.size(); i++) {
            inversions += committed.get(stored.get(i)) < committed.get(stored.get(i - 1)) ? 1 : 0;
        }
        return inversions;
    }

    private static EmbeddedPostgres cluster(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_prepared_transactions", "0")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    private static TestDatabase migrated(EmbeddedPostgres cluster) {
        TestDatabase database = database(cluster);
        SchemaMigrator.migrate(database.administrators(), Map.of());
        CounterApplication.prepare(database);
        JdbcClient owner = JdbcClient.create(database.administrators());
        owner.sql("CREATE TABLE policy.scratch (what text)").update();
        owner.sql("GRANT INSERT ON policy.scratch TO policy_service").update();
        return database;
    }

    private static TestDatabase database(EmbeddedPostgres cluster) {
        return new TestDatabase(
                "jdbc:postgresql://127.0.0.1:" + cluster.getPort() + "/postgres", "postgres", "postgres");
    }

    private static DataSource readerOf(TestDatabase database) {
        var source = database.dataSource("policy_service");
        source.setApplicationName("reader");
        return source;
    }

    private static void restrict(Path data) throws IOException {
        // PostgreSQL refuses a directory that others can read.
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static List<UUID> stored(TestDatabase database) {
        return query(database, "SELECT event_id FROM eventstore.domain_event ORDER BY global_index", UUID.class);
    }

    private static List<String> names(TestDatabase database) {
        return query(database, """
                SELECT aggregate_id || ':' || sequence_number FROM eventstore.domain_event ORDER BY global_index
                """, String.class);
    }

    private static List<String> projected(TestDatabase database) {
        return query(database, "SELECT counter || ':' || amount FROM policy.seen ORDER BY position", String.class);
    }

    private static List<String> origins(TestDatabase database) {
        return query(database, "SELECT DISTINCT origin::text FROM eventstore.domain_event", String.class);
    }

    private static long highest(TestDatabase database) {
        return query(database, "SELECT max(global_index) FROM eventstore.domain_event", Long.class)
                .getFirst();
    }

    private static <T> List<T> query(TestDatabase database, String sql, Class<T> type) {
        return JdbcClient.create(database.administrators()).sql(sql).query(type).list();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
