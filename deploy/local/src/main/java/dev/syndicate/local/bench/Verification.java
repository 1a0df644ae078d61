package dev.syndicate.local.bench;

import dev.syndicate.cli.audit.OnlineVerification;
import dev.syndicate.cli.audit.OnlineVerification.Extent;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Verifications of the whole chain by audit-service, beside scans that read the same rows and check nothing: with every
 * check beside records with their leaves and events, and of hashes and links alone beside the records' bytes.
 */
final class Verification {

    private static final int FETCH = 2000;

    private static final String RECORDS = "SELECT header, body FROM audit.record ORDER BY sequence";

    private static final String RECORDS_AND_EVENTS = """
            SELECT r.*, l.hash, e.*
            FROM audit.record r
            LEFT JOIN audit.leaf l ON l.sequence = r.sequence
            LEFT JOIN eventstore.domain_event e ON e.event_id = r.event_id
            ORDER BY r.sequence
            """;

    private final Database administrator;
    private final OnlineVerification online;
    private final Samples everything = new Samples();
    private final Samples everythingScanned = new Samples();
    private final Samples chain = new Samples();
    private final Samples chainScanned = new Samples();

    Verification(Stack stack, Cast cast) {
        this.administrator = stack.administrator();
        this.online = new OnlineVerification(cast.atAudit("ada"));
    }

    void round() {
        everything.add(verify(Extent.EVERYTHING));
        everythingScanned.add(scan(RECORDS_AND_EVENTS));
        chain.add(verify(Extent.CHAIN));
        chainScanned.add(scan(RECORDS));
    }

    List<Result> results() {
        return List.of(
                new Result(
                        "verification, every check",
                        "/s",
                        everything.median(),
                        everythingScanned.median(),
                        "bare scan of the same rows"),
                new Result(
                        "verification, hashes and links",
                        "/s",
                        chain.median(),
                        chainScanned.median(),
                        "bare scan of the records"));
    }

    private double verify(Extent extent) {
        long records = administrator.number("SELECT count(*) FROM audit.leaf");
        long start = System.nanoTime();
        if (!online.run(extent).intact()) {
            throw new LocalFailureException("the chain does not verify");
        }
        return records * 1e9 / (System.nanoTime() - start);
    }

    private double scan(String sql) {
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            long start = System.nanoTime();
            long count = 0;
            try (ResultSet rows = statement.executeQuery(sql)) {
                int header = rows.findColumn("header");
                int body = rows.findColumn("body");
                while (rows.next()) {
                    count += rows.getBytes(header).length > 0 && rows.getBytes(body).length > 0 ? 1 : 0;
                }
            }
            return count * 1e9 / (System.nanoTime() - start);
        } catch (SQLException failure) {
            throw new LocalFailureException("the scan failed: " + failure.getMessage(), failure);
        }
    }
}
