package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queries over records, by pages that are stable while the chain grows. What lies near the start of the answer is met by
 * going along the chain; what does not is found by {@link BlockSearch}; and a question about a time alone is one about a
 * piece of the chain.
 */
@Component
class Records {

    private static final long NEAR = 1_000;
    private static final long WINDOW = 50_000;
    private static final long PATIENCE_NANOS = 700_000_000;

    private final JdbcClient jdbc;
    private final Bounds bounds;
    private final BlockSearch blocks;
    private final TransactionTemplate reading;

    Records(JdbcClient jdbc, Bounds bounds, BlockSearch blocks, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.bounds = bounds;
        this.blocks = blocks;
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
        Asked asked = new Asked(filter, page, condition);
        return reading.execute(status -> {
            long size = bounds.end();
            Bounds.Piece piece = bounds.of(filter, page);
            Bounds.Piece there = new Bounds.Piece(piece.lower(), Math.min(piece.upper(), size));
            if (filter.isServedInOrder()) {
                return whole(asked, page(asked, there, page.size()), size);
            }
            return along(asked, there, size);
        });
    }

    private record Asked(RecordFilter filter, Page page, String condition) {

        boolean descending() {
            return page.descending();
        }

        BlockSearch.Wanted inBlocks(int most) {
            FoundBy found = filter.foundBy();
            Map<String, Object> parameters = filter.parameters();
            parameters.putAll(found.parameters());
            return new BlockSearch.Wanted(
                    found.condition() + filter.times() + condition, parameters, descending(), most);
        }

        /** What lies in front of this piece, so many records wide. */
        Bounds.Piece start(Bounds.Piece piece, long width) {
            return descending()
                    ? new Bounds.Piece(Math.max(piece.lower(), piece.upper() - width - 1), piece.upper())
                    : new Bounds.Piece(piece.lower(), Math.min(piece.upper(), piece.lower() + width + 1));
        }

        Bounds.Piece behind(Bounds.Piece piece, Bounds.Piece start) {
            return descending()
                    ? new Bounds.Piece(piece.lower(), start.lower() + 1)
                    : new Bounds.Piece(start.upper() - 1, piece.upper());
        }

        /** What to go on with in order to be told about this piece. */
        long next(Bounds.Piece rest) {
            return descending() ? rest.upper() : rest.lower();
        }
    }

    private static Found whole(Asked asked, List<StoredRecord> found, long size) {
        long last = found.isEmpty() ? -1 : found.getLast().sequence();
        return new Found(found, asked.page().next(found.size(), last), size);
    }

    /** Window after window, until the page is full, the piece is at its end, or time is up. */
    private Found along(Asked asked, Bounds.Piece piece, long size) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<StoredRecord> found = new ArrayList<>();
        Bounds.Piece rest = piece;
        for (long width = NEAR; rest.upper() - rest.lower() > 1; width = WINDOW) {
            Bounds.Piece window = asked.start(rest, width);
            found.addAll(page(asked, window, asked.page().size() - found.size()));
            if (found.size() == asked.page().size()) {
                return new Found(found, found.getLast().sequence(), size);
            }
            rest = asked.behind(rest, window);
            if (asked.filter().foundBy().isAnything()) {
                return inBlocks(asked, found, rest, size, deadline);
            }
            if (System.nanoTime() > deadline && rest.upper() - rest.lower() > 1) {
                return new Found(found, asked.next(rest), size);
            }
        }
        return new Found(found, null, size);
    }

    private Found inBlocks(Asked asked, List<StoredRecord> near, Bounds.Piece piece, long size, long deadline) {
        int wanted = asked.page().size() - near.size();
        BlockSearch.Found found = blocks.find(asked.inBlocks(wanted), piece, deadline);
        List<StoredRecord> records = new ArrayList<>(near);
        records.addAll(these(found.sequences(), asked.descending()));
        if (found.sequences().size() == wanted) {
            return new Found(records, records.getLast().sequence(), size);
        }
        Bounds.Piece rest = found.rest();
        return new Found(records, rest == null ? null : Long.valueOf(asked.next(rest)), size);
    }

    private List<StoredRecord> page(Asked asked, Bounds.Piece piece, int limit) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS
                        + " FROM audit.record WHERE sequence > :lower AND sequence < :upper"
                        + asked.filter().condition() + asked.condition()
                        + " ORDER BY sequence " + (asked.descending() ? "DESC" : "ASC") + " LIMIT :limit")
                .params(asked.filter().parameters())
                .param("lower", piece.lower())
                .param("upper", piece.upper())
                .param("limit", limit)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }

    private List<StoredRecord> these(List<Long> sequences, boolean descending) {
        return sequences.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record WHERE sequence = ANY (:sequences)"
                                + " ORDER BY sequence " + (descending ? "DESC" : "ASC"))
                        .param("sequences", sequences.toArray(Long[]::new))
                        .query((row, number) -> StoredRecord.of(row))
                        .list();
    }
}
