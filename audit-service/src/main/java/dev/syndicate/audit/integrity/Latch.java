package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds clearance, in the database and on the writer's own volume. Either one can take it away, only both together give
 * it; a missing row or file is not clear. Closing writes the file first, releasing the row: a crash in between leaves the
 * chain latched.
 */
@Component
public class Latch {

    private static final Logger LOG = LoggerFactory.getLogger(Latch.class);

    private final JdbcClient jdbc;
    private final LogId log;
    private final boolean writer;
    private final LatchFile file;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    Latch(JdbcClient jdbc, LogKeys keys, AuditSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.log = keys.log();
        this.writer = settings.writer();
        this.file = new LatchFile(settings.stateDirectory(), log);
        this.clock = clock;
    }

    /** Whether the chain is clear now; asks file and database. A reader without the volume asks the database alone. */
    public Clearance clearance() {
        try {
            Clearance inFile = writer ? fileClearance() : new Clearance.Clear(Instant.EPOCH);
            return inFile instanceof Clearance.Clear clear ? databaseClearance(clear.since()) : inFile;
        } catch (IOException e) {
            LOG.error("The latch file cannot be read: {}", e.getMessage());
            return new Clearance.NotClear("The latch file cannot be read");
        } catch (DataAccessException e) {
            return new Clearance.NotClear("The database does not answer");
        }
    }

    /** Whether nothing on the volume speaks against a first start: no file, or one without findings. */
    public boolean allowsStart() throws IOException {
        return file.read().map(known -> known.standing().isEmpty()).orElse(true);
    }

    /** The positive start of a new log; only for one without records. */
    public void start() throws IOException {
        Instant now = now();
        file.start(now);
        jdbc.sql("""
                        INSERT INTO audit.latch (log_id, clear, finding, changed_at, clear_since)
                        VALUES (:log, true, NULL, :now, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("log", log.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What is missing of the latch: the file, the row, or nothing; one sentence for a person. */
    Optional<String> missing() {
        try {
            if (file.read().isEmpty()) {
                return Optional.of("The latch file is missing on the writer's volume");
            }
        } catch (IOException e) {
            return Optional.of("The latch file on the writer's volume is not what was written");
        }
        return row().isEmpty() ? Optional.of("The latch row is missing in the database") : Optional.empty();
    }

    /** The findings that stand on the volume; none on a reader. */
    List<Finding> standing() {
        return state().map(LatchState::standing).orElse(List.of());
    }

    /** Whether the volume knows that two people have released it. A reader leaves that to the database. */
    boolean isReleased(Digest finding) {
        return !writer
                || state().map(known -> known.released().contains(finding)).orElse(false);
    }

    /** Takes clearance away on the writer's volume. The caller then does the same in the database. */
    void closeFile(Finding finding) {
        if (!writer) {
            return;
        }
        try {
            file.close(finding);
        } catch (IOException e) {
            throw new UncheckedIOException("The latch could not be written to " + file, e);
        }
    }

    /** Takes clearance away in the database; takes part in the caller's transaction. A missing row stays missing. */
    void closeRow(Finding finding) {
        jdbc.sql("""
                        UPDATE audit.latch SET clear = false, finding = :finding, changed_at = :now, clear_since = NULL
                        WHERE log_id = :log AND clear
                        """)
                .param("finding", finding.digest().toString())
                .param("now", Timestamp.from(now()))
                .param("log", log.value())
                .update();
    }

    /** Gives clearance back in the database, with a new row where there is none; takes part in the caller's transaction. */
    void clearRow(Instant now) {
        jdbc.sql("""
                        INSERT INTO audit.latch AS l (log_id, clear, finding, changed_at, clear_since)
                        VALUES (:log, true, NULL, :now, :now)
                        ON CONFLICT (log_id)
                        DO UPDATE SET clear = true, finding = NULL, changed_at = :now, clear_since = :now
                        """)
                .param("log", log.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes a finding off the volume, after the database has committed its release. */
    void releaseFile(Digest finding, Instant now) {
        try {
            file.release(finding, now);
        } catch (IOException e) {
            throw new UncheckedIOException("The release could not be written to " + file, e);
        }
    }

    /** Closing and releasing take turns in this process, volume and database together. */
    void inTurn(Runnable change) {
        turn.lock();
        try {
            change.run();
        } finally {
            turn.unlock();
        }
    }

    /** Closing and releasing take turns over all processes; until the end of the caller's transaction. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('syndicate latch'))")
                .query((row, number) -> true)
                .single();
    }

    private Clearance fileClearance() throws IOException {
        Optional<LatchState> state = file.read();
        if (state.isEmpty()) {
            return new Clearance.NotClear("The latch file is missing on the writer's volume");
        }
        return state.get()
                .clearSince()
                .<Clearance>map(Clearance.Clear::new)
                .orElseGet(() -> new Clearance.NotClear("A finding stands on the writer's volume"));
    }

    private Clearance databaseClearance(Instant inFile) {
        Optional<Row> row = row();
        if (row.isEmpty()) {
            return new Clearance.NotClear("The latch row is missing in the database");
        }
        Instant since = row.get().clearSince();
        return since == null
                ? new Clearance.NotClear("A finding stands unreleased")
                : new Clearance.Clear(since.isAfter(inFile) ? since : inFile);
    }

    /** The row; no time while something stands. */
    private record Row(@Nullable Instant clearSince) {}

    private Optional<Row> row() {
        return jdbc.sql("SELECT clear, clear_since FROM audit.latch WHERE log_id = :log")
                .param("log", log.value())
                .query((row, number) -> new Row(
                        row.getBoolean("clear")
                                ? row.getTimestamp("clear_since").toInstant()
                                : null))
                .optional();
    }

    private Optional<LatchState> state() {
        try {
            return file.read();
        } catch (IOException e) {
            throw new UncheckedIOException("The latch cannot be read from " + file, e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
