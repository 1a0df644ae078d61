package dev.syndicate.migrator;

import dev.syndicate.contracts.audit.LastingRecords;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Removes the records that two people let go, and nothing else: the approval is on record with exactly this range and
 * archive, the archive is on disk and verifies, no legal hold has come between, and the log needs none of them. A crash at
 * any point leaves the range whole or gone; running it again goes on.
 */
public final class Pruner {

    private static final String APPROVED = "dev.syndicate.contracts.audit.RecordsPruned";

    private final DataSource owner;
    private final NoteVerificationKey trusted;
    private final Path archives;

    private Pruner(DataSource owner, NoteVerificationKey trusted, Path archives) {
        this.owner = owner;
        this.trusted = trusted;
        this.archives = archives;
    }

    /**
     * Prunes what is approved.
     *
     * @param trust the directory with {@code audit-log.vkey}
     * @param archives where the archives are written
     * @return what was done, for people
     * @throws MigrationFailedException if anything is not as approved; then the range is still whole
     */
    public static String prune(DataSource owner, Path trust, Path archives) {
        try {
            Pruner pruner = new Pruner(owner, NoteVerificationKey.read(trust.resolve("audit-log.vkey")), archives);
            List<ApprovedRange> ranges = pruner.approved();
            for (ApprovedRange range : ranges) {
                pruner.prune(range);
            }
            return ranges.isEmpty()
                    ? "nothing to prune"
                    : "pruned " + ranges.size() + " ranges, up to record "
                            + ranges.getLast().last();
        } catch (SQLException | IOException e) {
            throw new MigrationFailedException("the records could not be pruned", e);
        }
    }

    private List<ApprovedRange> approved() throws SQLException {
        List<ApprovedRange> ranges = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT p.event_id, p.first, p.last, p.epoch, p.checkpoint_size, p.archive_digest
                        FROM audit.pruning p
                        WHERE NOT EXISTS (SELECT FROM audit.pruned g WHERE g.event_id = p.event_id)
                        ORDER BY p.first
                        """)) {
            while (rows.next()) {
                ranges.add(new ApprovedRange(
                        rows.getObject("event_id", UUID.class),
                        rows.getLong("first"),
                        rows.getLong("last"),
                        rows.getLong("epoch"),
                        rows.getLong("checkpoint_size"),
                        Digest.ofHash(rows.getBytes("archive_digest"))));
            }
        }
        return ranges;
    }

    private void prune(ApprovedRange range) throws SQLException, IOException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            requireRecorded(connection, range);
            RecordArchive archive = new RecordArchive(connection, range);
            archive.check(archive.write(archives), trusted);
            connection.commit();
            remove(connection, range);
            connection.commit();
        }
    }

    /** The table that names the range is only a note; what two people wanted is what the chain says. */
    private static void requireRecorded(Connection connection, ApprovedRange range) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT r.header, r.body
                FROM audit.leaf l
                JOIN audit.record r ON r.sequence = l.sequence
                WHERE l.event_id = ?
                """)) {
            select.setObject(1, range.event());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new MigrationFailedException("the approval is not on record yet: event " + range.event());
                }
                requireSame(new ChainRecord(row.getBytes("header"), row.getBytes("body")), range);
            }
        }
    }

    private static void requireSame(ChainRecord record, ApprovedRange range) {
        RecordBody body = RecordBody.parse(record.body());
        JsonObject json = body.json();
        boolean same = body.eventType().equals(APPROVED)
                && json.string("archive").equals(range.archive().toString())
                && json.object("range").integer("first") == range.first()
                && json.object("range").integer("last") == range.last();
        if (!same) {
            throw new MigrationFailedException("event %s is no approval of records %d to %d with the archive %s"
                    .formatted(range.event(), range.first(), range.last(), range.archive()));
        }
    }

    private static void remove(Connection connection, ApprovedRange range) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE syndicate_migrator");
            statement.execute("SET LOCAL lock_timeout = '5s'");
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('syndicate holds'))");
            requireNoHold(connection, range);
            requireNothingLasting(connection, range);
            for (String partition : partitions(connection, range)) {
                statement.execute("ALTER TABLE audit.record DETACH PARTITION audit." + partition);
                statement.execute("DROP TABLE audit." + partition);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit.pruned (first, last, archive_digest, event_id) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, range.first());
            insert.setLong(2, range.last());
            insert.setBytes(3, range.archive().bytes());
            insert.setObject(4, range.event());
            insert.executeUpdate();
        }
    }

    private static void requireNoHold(Connection connection, ApprovedRange range) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT held FROM audit.holds_over_range(?, ?) AS held")) {
            select.setLong(1, range.first());
            select.setLong(2, range.last());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    throw new MigrationFailedException("legal hold %s covers records %d to %d"
                            .formatted(row.getString("held"), range.first(), range.last()));
                }
            }
        }
    }

    /** The service asked before it took the approval; what cannot be brought back is asked for once more. */
    private static void requireNothingLasting(Connection connection, ApprovedRange range) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT sequence, event_type FROM audit.record
                WHERE sequence BETWEEN ? AND ? AND event_type = ANY (?)
                ORDER BY sequence
                LIMIT 1
                """)) {
            select.setLong(1, range.first());
            select.setLong(2, range.last());
            select.setArray(3, connection.createArrayOf("text", LastingRecords.EVENT_TYPES.toArray()));
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    throw new MigrationFailedException(
                            "record %d of %s is one that the log needs for good; %d to %d stay"
                                    .formatted(
                                            row.getLong("sequence"),
                                            row.getString("event_type"),
                                            range.first(),
                                            range.last()));
                }
            }
        }
    }

    /** The partitions that make up the range; together exactly as long. */
    private static List<String> partitions(Connection connection, ApprovedRange range) throws SQLException {
        List<String> names = new ArrayList<>();
        long next = range.first();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT partition, first, before FROM audit.record_partitions()
                WHERE first >= ? AND before <= ? + 1
                ORDER BY first
                """)) {
            select.setLong(1, range.first());
            select.setLong(2, range.last());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && rows.getLong("first") == next) {
                    names.add(rows.getString("partition"));
                    next = rows.getLong("before");
                }
            }
        }
        if (next != range.last() + 1) {
            throw new MigrationFailedException(
                    "records %d to %d are not whole partitions".formatted(range.first(), range.last()));
        }
        return names;
    }
}
