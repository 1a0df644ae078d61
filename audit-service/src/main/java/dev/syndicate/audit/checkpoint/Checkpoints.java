package dev.syndicate.audit.checkpoint;

import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The signed checkpoints, as they are published. */
@Component
public class Checkpoints {

    private final JdbcClient jdbc;
    private final Clock clock;

    Checkpoints(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest one. */
    public Optional<SignedNote> latest() {
        return jdbc.sql("SELECT note FROM audit.checkpoint ORDER BY epoch DESC, size DESC LIMIT 1")
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .optional();
    }

    /**
     * A checkpoint and its time.
     *
     * @param at when it was signed, by the signer's clock; not part of what is signed
     */
    public record Signed(SignedNote note, Instant at) {}

    /** The newest one, with its time. */
    public Optional<Signed> newest() {
        return jdbc.sql("SELECT note, signed_at FROM audit.checkpoint ORDER BY epoch DESC, size DESC LIMIT 1")
                .query((row, number) -> new Signed(
                        SignedNote.parse(row.getString("note")),
                        row.getTimestamp("signed_at").toInstant()))
                .optional();
    }

    /** The newest one of this epoch that covers no more than so many records. */
    Optional<SignedNote> latestWithin(long epoch, long size) {
        return jdbc.sql("""
                        SELECT note FROM audit.checkpoint
                        WHERE epoch = :epoch AND size <= :size
                        ORDER BY size DESC LIMIT 1
                        """)
                .param("epoch", epoch)
                .param("size", size)
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .optional();
    }

    /**
     * At most so many checkpoints of this epoch with sizes in {@code (after, upTo]}, spread over the range, ascending; the
     * one at {@code upTo} is not among them. The more there are, the closer a verifier can name what was altered.
     */
    public List<SignedNote> between(long epoch, long after, long upTo, int atMost) {
        List<Long> sizes = jdbc.sql("""
                        SELECT size FROM audit.checkpoint
                        WHERE epoch = :epoch AND size > :after AND size < :upTo
                        ORDER BY size
                        """)
                .param("epoch", epoch)
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> row.getLong("size"))
                .list();
        List<SignedNote> notes = new ArrayList<>();
        int step = Math.max(1, (sizes.size() + atMost - 1) / atMost);
        for (int i = step - 1; i < sizes.size(); i += step) {
            notes.add(at(epoch, sizes.get(i)));
        }
        return notes;
    }

    /**
     * A row of the table, as it lies there.
     *
     * @param note whatever text stands where the signed note belongs
     */
    public record Published(long epoch, long size, String note) {}

    /** The next rows behind this size and epoch and up to the other size, ascending; of every epoch. */
    public List<Published> published(long size, long epoch, long upTo, int atMost) {
        return jdbc.sql("""
                        SELECT epoch, size, note FROM audit.checkpoint
                        WHERE (size, epoch) > (:size, :epoch) AND size <= :upTo
                        ORDER BY size, epoch
                        LIMIT :limit
                        """)
                .param("size", size)
                .param("epoch", epoch)
                .param("upTo", upTo)
                .param("limit", atMost)
                .query((row, number) -> new Published(row.getLong("epoch"), row.getLong("size"), row.getString("note")))
                .list();
    }

    /** Publishes a note; one that is there already stays. */
    void publish(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        jdbc.sql("""
                        INSERT INTO audit.checkpoint (epoch, size, note, signed_at)
                        VALUES (:epoch, :size, :note, :now)
                        ON CONFLICT (epoch, size) DO NOTHING
                        """)
                .param("epoch", checkpoint.logOrigin().epoch())
                .param("size", checkpoint.size())
                .param("note", note.toString())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private SignedNote at(long epoch, long size) {
        return jdbc.sql("SELECT note FROM audit.checkpoint WHERE epoch = :epoch AND size = :size")
                .param("epoch", epoch)
                .param("size", size)
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .single();
    }
}
