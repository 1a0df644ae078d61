package dev.syndicate.local.bench;

import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGStatement;

/** Reads rows in order over one connection, as fast as that goes, and does nothing with them. */
final class BareScan {

    private static final int FETCH = 2000;

    /** From the first execution on the server prepares the statement and sends numbers and bytes as they are. */
    private static final int AT_ONCE = -1;

    private final Database administrator;

    BareScan(Database administrator) {
        this.administrator = administrator;
    }

    /** So many records a second, when all of these have to be read for them. */
    double rate(long records, List<String> queries) {
        long start = System.nanoTime();
        queries.forEach(this::read);
        return records * 1e9 / (System.nanoTime() - start);
    }

    private void read(String query) {
        try (Connection connection = administrator.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH);
            statement.unwrap(PGStatement.class).setPrepareThreshold(AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getLong(1);
                }
            }
        } catch (SQLException failure) {
            throw new LocalFailureException("the scan failed: " + failure.getMessage(), failure);
        }
    }
}
