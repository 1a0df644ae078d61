package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.contracts.audit.RecordsPruned;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What may be missing: ranges that are listed as pruned and whose approval by two people is a record with exactly this
 * range and archive. That record is part of the chain that is verified, so a row that somebody wrote excuses nothing.
 */
@Component
class PrunedRanges {

    private final JdbcClient jdbc;

    PrunedRanges(ReadOnlyDatabase database) {
        this.jdbc = database.jdbc();
    }

    private record Range(long first, long last) {

        boolean contains(long sequence) {
            return first <= sequence && sequence <= last;
        }
    }

    private record Listed(Range range, Digest archive, UUID event) {}

    /**
     * Whether a record that was seen missing may be, for one reader on one thread. Pruning waits for no reader, and records
     * go in the commit that lists their range: what is in no range known so far is looked for again.
     */
    LongPredicate forReader() {
        return new LongPredicate() {

            private List<Range> known = approved();

            @Override
            public boolean test(long sequence) {
                if (!isKnown(sequence)) {
                    known = approved();
                }
                return isKnown(sequence);
            }

            private boolean isKnown(long sequence) {
                return known.stream().anyMatch(range -> range.contains(sequence));
            }
        };
    }

    private List<Range> approved() {
        return listed().stream().filter(this::isApproved).map(Listed::range).toList();
    }

    private List<Listed> listed() {
        return jdbc.sql("SELECT first, last, archive_digest, event_id FROM audit.pruned ORDER BY first")
                .query((row, number) -> new Listed(
                        new Range(row.getLong("first"), row.getLong("last")),
                        Digest.ofHash(row.getBytes("archive_digest")),
                        row.getObject("event_id", UUID.class)))
                .list();
    }

    private boolean isApproved(Listed listed) {
        return approval(listed.event())
                .filter(body -> body.eventType().equals(RecordsPruned.class.getName()))
                .map(RecordBody::json)
                .filter(body -> body.findString("archive")
                                .filter(listed.archive().toString()::equals)
                                .isPresent()
                        && body.findObject("range")
                                .filter(range -> isSame(range, listed.range()))
                                .isPresent())
                .isPresent();
    }

    private static boolean isSame(JsonObject range, Range listed) {
        return range.integer("first") == listed.first() && range.integer("last") == listed.last();
    }

    private Optional<RecordBody> approval(UUID event) {
        return jdbc.sql("""
                        SELECT r.body
                        FROM audit.record r
                        WHERE r.sequence = (SELECT l.sequence FROM audit.leaf l WHERE l.event_id = :event)
                        """)
                .param("event", event)
                .query((row, number) -> RecordBody.parse(row.getBytes("body")))
                .optional();
    }
}
