package dev.syndicate.audit.records;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The piece of the chain in which records of a time can lie, so that a question about March does not walk through
 * January. Recorded-at never falls, so a time of recording is a place in the chain; a time of occurrence is one up to the
 * largest distances that any record has between both, which two small indexes know (V530).
 */
@Component
class Bounds {

    private static final Duration USUAL_DELAY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    Bounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records above {@code lower} and below {@code upper}. */
    record Piece(long lower, long upper) {}

    Piece of(RecordFilter filter, Page page) {
        Instant earliest = later(filter.recordedFrom(), less(filter.from()));
        Instant latest = earlier(filter.recordedTo(), more(filter.to()));
        long lower = earliest == null ? page.lower() : Math.max(page.lower(), firstRecorded(earliest) - 1);
        long upper = latest == null ? page.upper() : Math.min(page.upper(), firstRecorded(latest));
        return new Piece(lower, upper);
    }

    /** The sequence that the next record will have. */
    long end() {
        return jdbc.sql("SELECT coalesce(max(sequence) + 1, 0) FROM audit.record")
                .query(Long.class)
                .single();
    }

    /** The first sequence that was recorded at this time or later; the end of the chain when there is none. */
    long firstRecorded(Instant at) {
        return jdbc.sql("SELECT audit.first_recorded(:at)")
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    /** Nothing that occurred then was recorded earlier: only a clock that was ahead makes a difference. */
    private @Nullable Instant less(@Nullable Instant from) {
        return from == null ? null : from.minus(microseconds("""
                        SELECT coalesce(extract(epoch FROM max(occurred_at - recorded_at)) * 1000000, 0)::bigint
                        FROM audit.record WHERE occurred_at > recorded_at
                        """));
    }

    /** Nothing that occurred before was recorded later: only a chain that stood still makes a difference. */
    private @Nullable Instant more(@Nullable Instant to) {
        if (to == null) {
            return null;
        }
        Duration longest = microseconds("""
                SELECT coalesce(extract(epoch FROM max(recorded_at - occurred_at)) * 1000000, 0)::bigint
                FROM audit.record WHERE recorded_at - occurred_at > interval '1 minute'
                """);
        return to.plus(longest.compareTo(USUAL_DELAY) < 0 ? USUAL_DELAY : longest)
                .plusNanos(1_000);
    }

    private Duration microseconds(String sql) {
        return Duration.ofNanos(1_000 * jdbc.sql(sql).query(Long.class).single());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
