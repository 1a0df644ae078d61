package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.log.StateFile;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds clearance, in the database and on the writer's own volume. Either one can take it away, only both together give
 * it; a missing row or file is not clear. The file is written first: a crash in between leaves the chain latched.
 */
@Component
public class Latch {

    private static final Logger LOG = LoggerFactory.getLogger(Latch.class);

    private final JdbcClient jdbc;
    private final LogId log;
    private final boolean writer;
    private final StateFile file;
    private final Clock clock;

    Latch(JdbcClient jdbc, LogKeys keys, AuditSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.log = keys.log();
        this.writer = settings.writer();
        this.file = new StateFile(settings.stateDirectory(), "latch.json");
        this.clock = clock;
    }

    /** Whether the chain is clear now; asks file and database. A reader without the volume asks the database alone. */
    public Clearance clearance() {
        try {
            Clearance inFile = writer ? fileClearance() : new Clearance.Clear(Instant.EPOCH);
            return inFile.isClear() ? databaseClearance() : inFile;
        } catch (IOException e) {
            LOG.error("The latch file cannot be read: {}", e.getMessage());
            return new Clearance.NotClear("The latch file cannot be read");
        } catch (DataAccessException e) {
            return new Clearance.NotClear("The database does not answer");
        }
    }

    /** Whether nothing on the volume speaks against a first start: no file, or one without findings. */
    public boolean allowsStart() throws IOException {
        return file.read().isEmpty() || fileClearance().isClear();
    }

    /** The positive start of a new log; only for one without records. */
    public void start() throws IOException {
        if (file.read().isEmpty()) {
            file.write(content(List.of()));
        }
        jdbc.sql("""
                        INSERT INTO audit.latch (log_id, clear, finding, changed_at)
                        VALUES (:log, true, NULL, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("log", log.value())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes clearance away on the writer's volume. The caller then does the same in the database. */
    void closeFile(Finding finding) {
        if (!writer) {
            return;
        }
        try {
            List<String> findings = new ArrayList<>(findingsInFile());
            if (!findings.contains(finding.digest().toString())) {
                findings.add(finding.digest().toString());
                file.write(content(findings));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The latch could not be written to " + file, e);
        }
    }

    /** Takes clearance away in the database; takes part in the caller's transaction. */
    void closeRow(Finding finding) {
        int rows = jdbc.sql("""
                        UPDATE audit.latch SET clear = false, finding = :finding, changed_at = :now
                        WHERE log_id = :log
                        """)
                .param("finding", finding.digest().toString())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("log", log.value())
                .update();
        if (rows == 0) {
            LOG.error("The latch row of log {} is missing, which keeps the chain from being clear", log);
        }
    }

    private Clearance fileClearance() throws IOException {
        Optional<JsonObject> content = file.read();
        if (content.isEmpty()) {
            return new Clearance.NotClear("The latch file is missing on the writer's volume");
        }
        boolean own = content.get().findString("log").equals(Optional.of(log.toString()));
        return own && findingsInFile().isEmpty()
                ? new Clearance.Clear(Instant.EPOCH)
                : new Clearance.NotClear("A finding stands on the writer's volume");
    }

    private List<String> findingsInFile() throws IOException {
        Optional<JsonObject> content = file.read();
        return content.isEmpty() ? List.of() : content.get().strings("findings");
    }

    private Clearance databaseClearance() {
        return jdbc.sql("SELECT clear, changed_at FROM audit.latch WHERE log_id = :log")
                .param("log", log.value())
                .query((row, number) -> row.getBoolean("clear")
                        ? new Clearance.Clear(row.getTimestamp("changed_at").toInstant())
                        : new Clearance.NotClear("A finding stands unreleased"))
                .optional()
                .orElseGet(() -> new Clearance.NotClear("The latch row is missing in the database"));
    }

    private JsonObject content(List<String> findings) {
        return JsonObject.builder()
                .put("log", log.toString())
                .put("findings", JsonArray.ofStrings(findings))
                .build();
    }
}
