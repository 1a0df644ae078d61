package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queries over records, by pages that are stable while the chain grows. What hardly any record matches is found by an
 * index and sorted; what many match is looked for along the chain, in windows that grow, for a bounded time
 * (docs/decisions/0034).
 */
@Component
class Records {

    private static final int FEW = 2_000;
    private static final long FIRST_WINDOW = 5_000;
    private static final long LARGEST_WINDOW = 50_000;
    private static final long PATIENCE_NANOS = 700_000_000;

    private final JdbcClient jdbc;
    private final Bounds bounds;
    private final TransactionTemplate reading;

    Records(JdbcClient jdbc, Bounds bounds, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.bounds = bounds;
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
    }

    /**
     * A piece of the answer.
     *
     * @param next the last sequence that was looked at, where something may follow
     * @param size how many records the chain had
     */
    record Found(List<StoredRecord> records, @Nullable Long next, long size) {}

    Found find(RecordFilter filter, Page page) {
        return find(filter, page, "");
    }

    /**
     * The page of records for which the filter and this condition hold.
     *
     * @param condition empty, or SQL that starts with AND; never from outside
     */
    Found find(RecordFilter filter, Page page, String condition) {
        Asked asked = new Asked(filter, page, filter.condition() + condition);
        return reading.execute(status -> {
            long size = bounds.end();
            Bounds.Piece piece = bounds.of(filter, page);
            Bounds.Piece there = new Bounds.Piece(piece.lower(), Math.min(piece.upper(), size));
            return filter.isServedInOrder()
                    ? whole(asked, page(asked, there, page.size()), size)
                    : along(asked, there, size);
        });
    }

    private record Asked(RecordFilter filter, Page page, String condition) {}

    private static Found whole(Asked asked, List<StoredRecord> found, long size) {
        long last = found.isEmpty() ? -1 : found.getLast().sequence();
        return new Found(found, asked.page().next(found.size(), last), size);
    }

    /** In any order, so that no plan hopes to meet the first ones soon. */
    private boolean areFew(Asked asked) {
        // A plan for any value would not know a rare one, and the index on terms answers for rare and for common ones.
        jdbc.sql("SET LOCAL plan_cache_mode = force_custom_plan").update();
        jdbc.sql("SET LOCAL enable_seqscan = off").update();
        return jdbc.sql("SELECT count(*) FROM (SELECT 1 FROM audit.record WHERE true" + asked.condition()
                                + " LIMIT :few) AS matching")
                        .params(asked.filter().parameters())
                        .param("few", FEW + 1)
                        .query(Long.class)
                        .single()
                <= FEW;
    }

    private List<StoredRecord> sorted(Asked asked, Bounds.Piece piece) {
        Comparator<StoredRecord> ascending = Comparator.comparingLong(StoredRecord::sequence);
        return jdbc
                .sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record WHERE true" + asked.condition()
                        + " LIMIT :few")
                .params(asked.filter().parameters())
                .param("few", 2 * FEW)
                .query((row, number) -> StoredRecord.of(row))
                .list()
                .stream()
                .filter(record -> record.sequence() > piece.lower() && record.sequence() < piece.upper())
                .sorted(asked.page().descending() ? ascending.reversed() : ascending)
                .limit(asked.page().size())
                .toList();
    }

    /** Window after window, until the page is full, the piece is at its end, or time is up; few are sorted instead. */
    private Found along(Asked asked, Bounds.Piece piece, long size) {
        boolean descending = asked.page().descending();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<StoredRecord> found = new ArrayList<>();
        long width = FIRST_WINDOW;
        Bounds.Piece rest = piece;
        while (rest.upper() - rest.lower() > 1) {
            Bounds.Piece window = descending
                    ? new Bounds.Piece(Math.max(rest.lower(), rest.upper() - width - 1), rest.upper())
                    : new Bounds.Piece(rest.lower(), Math.min(rest.upper(), rest.lower() + width + 1));
            found.addAll(page(asked, window, asked.page().size() - found.size()));
            if (found.size() == asked.page().size()) {
                return new Found(found, found.getLast().sequence(), size);
            }
            if (width == FIRST_WINDOW && asked.filter().isServedByTerms() && areFew(asked)) {
                return whole(asked, sorted(asked, piece), size);
            }
            rest = descending
                    ? new Bounds.Piece(rest.lower(), window.lower() + 1)
                    : new Bounds.Piece(window.upper() - 1, rest.upper());
            width = Math.min(LARGEST_WINDOW, 4 * width);
            if (System.nanoTime() > deadline && rest.upper() - rest.lower() > 1) {
                return new Found(found, descending ? rest.upper() : rest.lower(), size);
            }
        }
        return new Found(found, null, size);
    }

    private List<StoredRecord> page(Asked asked, Bounds.Piece piece, int limit) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS
                        + " FROM audit.record WHERE sequence > :lower AND sequence < :upper" + asked.condition()
                        + " ORDER BY sequence " + (asked.page().descending() ? "DESC" : "ASC") + " LIMIT :limit")
                .params(asked.filter().parameters())
                .param("lower", piece.lower())
                .param("upper", piece.upper())
                .param("limit", limit)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }
}
