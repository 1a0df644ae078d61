package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says which epoch a record lies in, so that what is wrong with it is one finding before and after an adoption. An epoch
 * begins where its first signed checkpoint says: it covers what two people adopted, and nothing behind it.
 */
@Component
class Epochs {

    /** Rows that stand in front of a signed one were not written by the signer. */
    private static final int MOST_FORGED = 20;

    private final JdbcClient jdbc;
    private final LogKeys keys;
    private final Map<Long, Long> beginnings = new ConcurrentHashMap<>();

    Epochs(JdbcClient jdbc, LogKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** The epoch of the record with this sequence, in a log that has come so far. One that is not known is the newest. */
    LogOrigin of(LogOrigin now, long sequence) {
        for (long epoch = now.epoch(); epoch > 1; epoch--) {
            Optional<Long> beginning = beginning(epoch);
            if (beginning.isEmpty()) {
                return now;
            }
            if (sequence >= beginning.get()) {
                return new LogOrigin(now.log(), epoch);
            }
        }
        return new LogOrigin(now.log(), 1);
    }

    private Optional<Long> beginning(long epoch) {
        Optional<Long> known = Optional.ofNullable(beginnings.get(epoch));
        if (known.isPresent()) {
            return known;
        }
        Optional<Long> stated = stated(new LogOrigin(keys.log(), epoch));
        stated.ifPresent(size -> beginnings.put(epoch, size));
        return stated;
    }

    private Optional<Long> stated(LogOrigin origin) {
        List<String> notes = jdbc.sql(
                        "SELECT note FROM audit.checkpoint WHERE epoch = :epoch ORDER BY size LIMIT :most")
                .param("epoch", origin.epoch())
                .param("most", MOST_FORGED)
                .query((row, _) -> row.getString("note"))
                .list();
        return notes.stream()
                .flatMap(note -> signed(note).stream())
                .filter(checkpoint -> checkpoint.origin().equals(origin.toString()))
                .map(Checkpoint::size)
                .findFirst();
    }

    private Optional<Checkpoint> signed(String text) {
        try {
            SignedNote note = SignedNote.parse(text);
            return keys.isSigned(note) ? Optional.of(Checkpoint.parse(note.text())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
