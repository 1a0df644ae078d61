package dev.syndicate.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database as somebody sees it who measures or checks: short questions, each on a connection of its own. */
public final class Database {

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /** Reads one row of a result. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> list(String query, Row<T> row, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException failure) {
            throw new LocalFailureException("the database refused: " + failure.getMessage(), failure);
        }
    }

    /** A count, a maximum, anything that is one number. */
    public long number(String query, Object... parameters) {
        return list(query, row -> row.getLong(1), parameters).getFirst();
    }

    public void execute(String command, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, command, parameters)) {
            statement.execute();
        } catch (SQLException failure) {
            throw new LocalFailureException("the database refused: " + failure.getMessage(), failure);
        }
    }

    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
