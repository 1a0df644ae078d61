package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queries over records, by pages that are stable while the chain grows. */
@Component
class Records {

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At most so many records behind this sequence; -1 starts at the first. */
    List<StoredRecord> find(RecordFilter filter, long after, int limit) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record WHERE sequence > :after"
                        + filter.condition() + " ORDER BY sequence LIMIT :limit")
                .params(filter.parameters())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }
}
