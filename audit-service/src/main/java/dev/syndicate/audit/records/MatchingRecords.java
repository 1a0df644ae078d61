package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads long ranges through a filter, in order and in constant memory: every statement looks at a bounded window of
 * sequences, so that a filter which hardly anything matches makes no statement long either.
 */
@Component
public class MatchingRecords {

    private static final int WINDOW = 10_000;
    private static final int PAGE = 500;

    private final JdbcClient jdbc;

    MatchingRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes one record after the other. */
    @FunctionalInterface
    public interface Sink {

        /** The next record. */
        void accept(StoredRecord record) throws IOException;
    }

    /** Hands over every match with {@code first <= sequence < before}. */
    public void forEach(RecordFilter filter, long first, long before, Sink sink) throws IOException {
        for (long from = first; from < before; from += WINDOW) {
            window(filter, from, Math.min(before, from + WINDOW), sink);
        }
    }

    /** At most so many matches with {@code first <= sequence < before}, which lie within one window. */
    public List<StoredRecord> page(RecordFilter filter, long first, long before, int limit) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS
                        + " FROM audit.record WHERE sequence >= :windowFirst AND sequence < :windowBefore"
                        + filter.condition() + " ORDER BY sequence LIMIT :windowLimit")
                .params(filter.parameters())
                .param("windowFirst", first)
                .param("windowBefore", Math.min(before, first + WINDOW))
                .param("windowLimit", limit)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }

    /** Where the window ends that {@link #page} looks at. */
    public long windowEnd(long first, long before) {
        return Math.min(before, first + WINDOW);
    }

    private void window(RecordFilter filter, long first, long before, Sink sink) throws IOException {
        long next = first;
        while (next < before) {
            List<StoredRecord> page = page(filter, next, before, PAGE);
            for (StoredRecord record : page) {
                sink.accept(record);
            }
            next = page.size() < PAGE ? before : page.getLast().sequence() + 1;
        }
    }
}
