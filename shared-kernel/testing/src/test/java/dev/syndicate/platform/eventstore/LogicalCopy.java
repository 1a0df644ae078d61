package dev.syndicate.platform.eventstore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Copies a database into a freshly migrated one: table by table with COPY over JDBC, then all sequences. */
final class LogicalCopy {

    private static final String[] TABLES = {
        "eventstore.domain_event", "content.content", "policy.token_entry", "policy.seen"
    };

    private LogicalCopy() {}

    static void copy(DataSource from, DataSource to) throws SQLException, IOException {
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            target.setAutoCommit(false);
            JdbcClient into = JdbcClient.create(new SingleConnectionDataSource(target, true));
            // The stored origins are to stay. Only the owner of the table can do this, and it ends with the
            // transaction.
            into.sql("ALTER TABLE eventstore.domain_event DISABLE TRIGGER stamp_origin")
                    .update();
            for (String table : TABLES) {
                copy(source, target, table);
            }
            into.sql("ALTER TABLE eventstore.domain_event ENABLE ALWAYS TRIGGER stamp_origin")
                    .update();
            setSequences(JdbcClient.create(new SingleConnectionDataSource(source, true)), into);
            target.commit();
        }
    }

    private static void setSequences(JdbcClient source, JdbcClient target) {
        source.sql("SELECT schemaname || '.' || sequencename AS name, last_value FROM pg_sequences "
                        + "WHERE last_value IS NOT NULL")
                .query((row, number) -> target.sql("SELECT setval(?, ?)")
                        .params(row.getString("name"), row.getLong("last_value"))
                        .query()
                        .singleRow())
                .list();
    }

    private static void copy(Connection source, Connection target, String table) throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        source.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", rows);
        target.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", new ByteArrayInputStream(rows.toByteArray()));
    }
}
