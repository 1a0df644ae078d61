package dev.syndicate.local.bench;

import dev.syndicate.cli.audit.OnlineVerification;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A verification of the whole chain by audit-service, beside a scan that reads the same rows and checks nothing. */
final class Verification {

    private static final int FETCH = 2000;

    private final Database administrator;
    private final OnlineVerification online;
    private final Samples ours = new Samples();
    private final Samples baseline = new Samples();

    Verification(Stack stack, Cast cast) {
        this.administrator = stack.administrator();
        this.online = new OnlineVerification(cast.atAudit("ada"));
    }

    void round() {
        long records = administrator.number("SELECT count(*) FROM audit.record");
        long start = System.nanoTime();
        if (!online.run().intact()) {
            throw new LocalFailureException("the chain does not verify");
        }
        ours.add(records * 1e9 / (System.nanoTime() - start));
        baseline.add(scan());
    }

    List<Result> results() {
        return List.of(new Result("verification, records", "/s", ours.median(), baseline.median(), "bare scan"));
    }

    private double scan() {
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            long start = System.nanoTime();
            long count = 0;
            try (ResultSet rows =
                    statement.executeQuery("SELECT sequence, header, body FROM audit.record ORDER BY sequence")) {
                while (rows.next()) {
                    count += rows.getBytes(2).length > 0 && rows.getBytes(3).length > 0 ? 1 : 0;
                }
            }
            return count * 1e9 / (System.nanoTime() - start);
        } catch (SQLException failure) {
            throw new LocalFailureException("the scan failed: " + failure.getMessage(), failure);
        }
    }
}
