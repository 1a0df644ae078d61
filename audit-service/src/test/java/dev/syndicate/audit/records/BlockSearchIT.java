package dev.syndicate.audit.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.audit.Patience;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Pages over many records: whatever matches is found once, in order, wherever it begins, and nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockSearchIT {

    /** Blocks of every size have an end in between, and what lies in front was let go. */
    private static final long FIRST = 59_000;

    private static final long BEFORE = 84_000;

    private Records records;
    private List<StoredRecord> all;

    @BeforeAll
    void prepare() {
        TestDatabase database = PostgresForTests.freshDatabase();
        fill(JdbcClient.create(database.administrators()));
        var service = Patience.database(database, "audit_service");
        JdbcClient jdbc = JdbcClient.create(service);
        records = new Records(jdbc, new Bounds(jdbc), new BlockSearch(jdbc), new JdbcTransactionManager(service));
        all = jdbc.sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record ORDER BY sequence")
                .query((row, number) -> StoredRecord.of(row))
                .list();
        assertThat(all).hasSize((int) (BEFORE - FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void whatIsCommonButNotAtTheStartIsFound(String order) {
        assertSame(order, filter(null, null, "late", null, null), has("tool:late"));
        assertSame(order, filter(null, null, "early", null, null), has("tool:early"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void whatIsRareIsFound(String order) {
        assertSame(order, filter(null, null, null, null, "rare"), has("word:rare"));
        assertSame(order, filter(null, null, null, null, "nowhere"), record -> false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void everythingThatIsAskedForHolds(String order) {
        assertSame(
                order,
                filter("acme/2", "denied-by-policy", "late", "VoteCast", null),
                has("tool:late")
                        .and(record -> "acme/2".equals(record.columns().workspace())
                                && "denied-by-policy".equals(record.columns().outcome())
                                && record.columns().eventType().endsWith(".VoteCast")));
        assertSame(
                order,
                filter("acme/1", null, null, "VoteCast", null),
                record -> "acme/1".equals(record.columns().workspace())
                        && record.columns().eventType().endsWith(".VoteCast"));
    }

    @Test
    void aTimeBoundsWhatIsFound() {
        Instant from = Instant.parse("2030-01-01T05:00:00Z");
        Instant to = Instant.parse("2030-01-01T06:00:00Z");
        RecordFilter filter = new RecordFilter(
                null, null, null, null, null, null, null, null, null, "late", null, null, null, null, from, to, null,
                null);
        assertSame("asc", filter, has("tool:late").and(record -> {
            Instant at = record.columns().occurredAt();
            return !at.isBefore(from) && at.isBefore(to);
        }));
    }

    private void assertSame(String order, RecordFilter filter, Predicate<StoredRecord> expected) {
        Comparator<StoredRecord> ascending = Comparator.comparingLong(StoredRecord::sequence);
        List<Long> wanted = all.stream()
                .filter(expected)
                .sorted(order.equals("asc") ? ascending : ascending.reversed())
                .map(StoredRecord::sequence)
                .toList();
        for (int limit : new int[] {37, 500}) {
            assertThat(pages(order, filter, limit)).isEqualTo(wanted);
        }
    }

    private List<Long> pages(String order, RecordFilter filter, int limit) {
        List<Long> found = new ArrayList<>();
        Long next = null;
        do {
            Page page = new Page(order, order.equals("asc") ? next : null, order.equals("desc") ? next : null, limit);
            Records.Found piece = records.find(filter, page);
            piece.records().forEach(record -> found.add(record.sequence()));
            next = piece.next();
        } while (next != null);
        return found;
    }

    private static Predicate<StoredRecord> has(String term) {
        return record -> record.columns().terms().contains(term);
    }

    private static RecordFilter filter(
            @Nullable String workspace,
            @Nullable String outcome,
            @Nullable String tool,
            @Nullable String type,
            @Nullable String text) {
        return new RecordFilter(
                null, null, workspace, outcome, type, null, null, null, null, tool, null, null, null, text, null, null,
                null, null);
    }

    private static void fill(JdbcClient administrator) {
        administrator.sql("""
                        INSERT INTO audit.record (
                            sequence, header, body, event_id, event_type, event_position, aggregate_id,
                            aggregate_sequence, workspace, outcome, occurred_at, recorded_at, terms)
                        SELECT g, decode(repeat('00', 140), 'hex'), '{}', uuidv7(),
                               'dev.syndicate.contracts.approval.' || (ARRAY['VoteCast', 'ApprovalGranted'])[1 + g % 2],
                               g, 'a' || g, 0, CASE WHEN g % 5 > 0 THEN 'acme/' || g % 3 END,
                               CASE WHEN g % 11 = 0 THEN 'denied-by-policy' END, at, at,
                               ARRAY['tool:' || CASE WHEN g < 66000 THEN 'early' WHEN g > 77000 THEN 'late'
                                                     ELSE 'between' END]
                                   || CASE WHEN g % 2500 = 7 THEN ARRAY['word:rare'] ELSE '{}'::text[] END
                        FROM generate_series(:first::bigint, :before::bigint - 1) AS g,
                             LATERAL (SELECT timestamptz '2030-01-01' + (g - :first) * interval '1 second') AS moment (at)
                        """).param("first", FIRST).param("before", BEFORE).update();
    }
}
