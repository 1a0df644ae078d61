package dev.syndicate.migrator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Removes what is wrapped under an old master key, once everything is wrapped under another one as well. From then on the
 * old key opens nothing, and backups from before need the old key that has been destroyed.
 */
public final class ContentMasterRetirement {

    private ContentMasterRetirement() {}

    /** Removes the forms under this master key. Throws {@link MigrationFailedException} where a key has no other form. */
    public static String retire(DataSource owner, String master) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE syndicate_migrator");
            requireOthers(connection, master);
            int removed = remove(connection, master);
            connection.commit();
            return "%d keys are no longer wrapped under %s".formatted(removed, master);
        } catch (SQLException e) {
            throw new MigrationFailedException("the master key could not be retired", e);
        }
    }

    private static void requireOthers(Connection connection, String master) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT count(*)
                FROM content.wrapped_key w
                WHERE w.master = ?
                    AND NOT EXISTS (
                        SELECT FROM content.wrapped_key o WHERE o.key = w.key AND o.master <> w.master)
                """)) {
            select.setString(1, master);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw new MigrationFailedException(
                            "%d keys are wrapped under %s alone; start execution-gateway with the new key and wait until"
                                            .formatted(row.getLong(1), master)
                                    + " syndicate.content.keys.behind is 0");
                }
            }
        }
    }

    private static int remove(Connection connection, String master) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM content.wrapped_key WHERE master = ?")) {
            delete.setString(1, master);
            return delete.executeUpdate();
        }
    }
}
