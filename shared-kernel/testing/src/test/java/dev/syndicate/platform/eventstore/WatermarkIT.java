package dev.syndicate.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Interleavings played one by one, so that nothing depends on luck. */
class WatermarkIT {

    /** The variant that looks right and is not: the end of a snapshot lies before writers that already run. */
    private static final String END_OF_SNAPSHOT = "pg_snapshot_xmax(pg_current_snapshot())";

    /** How often the sequence, read so often as a watermark reads it, went back. */
    private static final String WENT_BACK = """
            CREATE FUNCTION pg_temp.went_back(reads integer) RETURNS integer LANGUAGE plpgsql AS $$
            DECLARE
                seen bigint;
                last bigint := 0;
                back integer := 0;
            BEGIN
                FOR i IN 1..reads LOOP
                    SELECT last_value INTO seen FROM %s;
                    back := back + (seen < last)::integer;
                    last := seen;
                END LOOP;
                RETURN back;
            END $$
            """.formatted(Watermark.SEQUENCE);

    private TestDatabase database;
    private SafeStream stream;

    @BeforeEach
    void open() {
        database = PostgresForTests.freshDatabase();
        CounterApplication.prepare(database);
        stream = new SafeStream(database.dataSource("policy_service"));
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void waitsForAnEarlierIndexThatCommitsLater() throws SQLException {
        try (Connection slow = writer();
                Connection fast = writer()) {
            append(slow, "first");
            append(fast, "second");
            assertThat(readable(stream)).isEmpty();
            fast.commit();
            assertThat(readable(stream)).isEmpty();
            slow.commit();
            assertThat(readable(stream)).containsExactly("first", "second");
        }
    }

    @Test
    void losesAnEventWhereTheBoundaryIsNoFreshTransactionId() throws SQLException {
        // A stranger's transaction (autovacuum's) that completes in between hides it; so it may take another try.
        assertThat(deliveredInTries(END_OF_SNAPSHOT)).contains(List.of("second"));
    }

    private List<List<String>> deliveredInTries(String boundary) throws SQLException {
        List<List<String>> delivered = new ArrayList<>();
        while (delivered.size() < 10 && !delivered.contains(List.of("second"))) {
            close();
            open();
            try (SafeStream wrong = new SafeStream(database.dataSource("policy_service"), boundary)) {
                delivered.add(deliveredWhenTheFirstCommitsLast(wrong));
            }
        }
        return delivered;
    }

    @Test
    void takesATransactionIdOnlyWhereSomethingIsNew() throws SQLException {
        try (Connection writer = writer();
                Connection reader = writer()) {
            append(writer, "first");
            writer.commit();
            Watermark watermark = new Watermark(reader);
            assertThat(takesAnId(reader, watermark)).isTrue();
            assertThat(watermark.finalUpTo()).isOne();
            assertThat(takesAnId(reader, watermark)).isFalse();
        }
    }

    private static boolean takesAnId(Connection reader, Watermark watermark) throws SQLException {
        watermark.advance();
        try (Statement statement = reader.createStatement();
                ResultSet id = statement.executeQuery("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")) {
            id.next();
            return id.getBoolean(1);
        } finally {
            reader.rollback();
        }
    }

    @Test
    void losesNothingInTheSameInterleaving() throws SQLException {
        assertThat(deliveredWhenTheFirstCommitsLast(stream)).containsExactly("first", "second");
    }

    /** Two writers hold an index each when the reader samples; the later one commits first. */
    private List<String> deliveredWhenTheFirstCommitsLast(SafeStream reader) throws SQLException {
        Position position = new Position(reader);
        try (Connection slow = writer();
                Connection fast = writer()) {
            append(slow, "first");
            append(fast, "second");
            reader.watermark();
            fast.commit();
            position.readOn();
            slow.commit();
            position.readOn();
            return position.taken;
        }
    }

    @Test
    void waitsForAWriterThatWroteLongBeforeItAppends() throws SQLException {
        try (Connection early = writer();
                Connection other = writer()) {
            execute(early, "INSERT INTO seen (counter, amount) VALUES ('takes its transaction id', 0)");
            append(other, "other");
            other.commit();
            assertThat(readable(stream)).isEmpty();
            append(early, "early");
            early.commit();
            assertThat(readable(stream)).containsExactly("other", "early");
        }
    }

    @Test
    void passesOverIndexesThatWereRolledBack() throws SQLException {
        try (Connection given = writer();
                Connection kept = writer()) {
            append(given, "given up");
            append(kept, "kept");
            kept.commit();
            assertThat(readable(stream)).isEmpty();
            given.rollback();
            assertThat(readable(stream)).containsExactly("kept");
        }
    }

    @Test
    void passesOverAWriterWhoseBackendDied() throws SQLException {
        try (Connection dying = writer();
                Connection kept = writer()) {
            append(dying, "lost with its backend");
            append(kept, "kept");
            kept.commit();
            assertThat(readable(stream)).isEmpty();
            terminate(dying);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(readable(stream)).containsExactly("kept"));
        }
    }

    @Test
    void waitsForSavepointsLikeForTheirTransaction() throws SQLException {
        try (Connection nested = writer();
                Connection other = writer()) {
            execute(nested, "SAVEPOINT inner_one");
            append(nested, "nested");
            execute(nested, "RELEASE SAVEPOINT inner_one");
            append(other, "other");
            other.commit();
            assertThat(readable(stream)).isEmpty();
            nested.commit();
            assertThat(readable(stream)).containsExactly("nested", "other");
        }
    }

    /**
     * PostgreSQL logs the sequence 32 values ahead, and shows that in its bare row meanwhile: of a million reads some hundred
     * went back. A reader that believes it takes events for final that are not even begun.
     */
    @Test
    void seesNoIndexBeforeItIsHandedOut() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (Connection reader = database.administrators().getConnection();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> handingOut = writer.submit(() -> handOutIndexes(enough));
            execute(reader, WENT_BACK);
            try (Statement statement = reader.createStatement();
                    ResultSet result = statement.executeQuery("SELECT pg_temp.went_back(500000)")) {
                result.next();
                assertThat(result.getInt(1)).isZero();
            } finally {
                enough.set(true);
            }
            handingOut.get();
        }
    }

    private void handOutIndexes(AtomicBoolean enough) {
        JdbcClient administrator = JdbcClient.create(database.administrators());
        while (!enough.get()) {
            administrator
                    .sql("SELECT count(nextval('eventstore.domain_event_index')) FROM generate_series(1, 100000)")
                    .query(Long.class)
                    .single();
        }
    }

    @Test
    void refusesAReaderThatKnowsMoreThanTheDatabase() {
        assertThatThrownBy(() -> stream.read(17, 10))
                .isInstanceOf(EventsLostException.class)
                .hasMessageContaining("stands at event 17");
    }

    @Test
    void stopsAWriterThatStalls() throws Exception {
        try (Connection stalling = writer(database.dataSource("policy_service"));
                Connection other = writer()) {
            append(stalling, "stalling");
            append(other, "other");
            other.commit();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(readable(stream)).containsExactly("other"));
        }
    }

    /** One that may stand still, as the machine may, between any two statements. */
    private Connection writer() throws SQLException {
        PGSimpleDataSource source = database.dataSource("policy_service");
        source.setOptions("-c transaction_timeout=0 -c idle_in_transaction_session_timeout=0");
        return writer(source);
    }

    private static Connection writer(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void append(Connection connection, String name) throws SQLException {
        Events.append(connection, name, 0);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void terminate(Connection connection) throws SQLException {
        Events.terminate(database.administrators(), connection);
    }

    /** What a reader without a position finds. */
    private static List<String> readable(SafeStream stream) {
        stream.watermark();
        return stream.read(0, 100).stream().map(StoredEvent::aggregateId).toList();
    }

    /** A reader that keeps its place, as all real ones do. */
    private static final class Position {

        private final SafeStream stream;
        private final List<String> taken = new ArrayList<>();
        private long index;

        private Position(SafeStream stream) {
            this.stream = stream;
        }

        private void readOn() {
            for (StoredEvent event : stream.read(index, 100)) {
                index = event.globalIndex();
                taken.add(event.aggregateId());
            }
            stream.watermark();
            for (StoredEvent event : stream.read(index, 100)) {
                index = event.globalIndex();
                taken.add(event.aggregateId());
            }
        }
    }
}
