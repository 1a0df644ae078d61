package dev.syndicate.audit.sink;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each sink got, and which process follows for it. */
@Component
class Cursors {

    private final JdbcClient jdbc;
    private final Clock clock;

    Cursors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Where a sink stands.
     *
     * @param next the next sequence to send
     * @param term fences: a follower that was taken over has an older one
     */
    record Cursor(String name, long next, long term, Instant movedAt) {}

    /** Makes the cursor of a new sink; one that is there already stays. */
    void start(String name, long next) {
        jdbc.sql("""
                        INSERT INTO audit.sink (name, cursor, term, holder, lease_until, moved_at)
                        VALUES (:name, :next, 0, '', to_timestamp(0), :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("name", name)
                .param("next", next)
                .param("now", now())
                .update();
    }

    /** Becomes the follower if nobody is, or keeps being it. */
    Optional<Cursor> acquire(String name, String holder, Duration lease) {
        return jdbc.sql("""
                        UPDATE audit.sink
                        SET term = CASE WHEN holder = :holder THEN term ELSE term + 1 END, holder = :holder,
                            lease_until = clock_timestamp() + make_interval(secs => :lease)
                        WHERE name = :name AND (holder = :holder OR lease_until < clock_timestamp())
                        RETURNING name, cursor, term, moved_at
                        """)
                .param("holder", holder)
                .param("lease", lease.toMillis() / 1000.0)
                .param("name", name)
                .query((row, number) -> new Cursor(
                        row.getString("name"),
                        row.getLong("cursor"),
                        row.getLong("term"),
                        row.getTimestamp("moved_at").toInstant()))
                .optional();
    }

    /** Moves on, after the receiver has acknowledged. Whether this process still was the follower. */
    boolean advance(Cursor from, long next) {
        return jdbc.sql("""
                        UPDATE audit.sink SET cursor = :next, moved_at = :now
                        WHERE name = :name AND term = :term AND cursor = :from
                        """)
                        .param("next", next)
                        .param("now", now())
                        .param("name", from.name())
                        .param("term", from.term())
                        .param("from", from.next())
                        .update()
                == 1;
    }

    /** Lets another process follow at once. */
    void release(String name, String holder) {
        jdbc.sql(
                        "UPDATE audit.sink SET lease_until = to_timestamp(0), holder = '' WHERE name = :name AND holder = :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /** Every sink that ever had a cursor. */
    List<Cursor> all() {
        return jdbc.sql("SELECT name, cursor, term, moved_at FROM audit.sink ORDER BY name")
                .query((row, number) -> new Cursor(
                        row.getString("name"),
                        row.getLong("cursor"),
                        row.getLong("term"),
                        row.getTimestamp("moved_at").toInstant()))
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
