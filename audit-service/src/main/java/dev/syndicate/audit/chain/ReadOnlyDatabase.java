package dev.syndicate.audit.chain;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database as a login sees it that may change nothing: for whoever reads all of the chain. It never gets a
 * transaction id, so however long it reads it keeps no reader of events waiting, and however much it reads it takes no
 * connection from the writer. Nobody's transaction time-out ends it.
 */
@Component
public class ReadOnlyDatabase implements DisposableBean {

    private static final int CONNECT_MILLIS = 2_000;

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final RecordStore records;

    ReadOnlyDatabase(JdbcConnectionDetails details, ReaderSettings settings) {
        this.pool = new HikariDataSource(configuration(details, settings));
        this.jdbc = JdbcClient.create(pool);
        this.records = new RecordStore(new JdbcTemplate(pool), jdbc);
    }

    /** For statements that read. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The records, for reading. */
    public RecordStore records() {
        return records;
    }

    /** The tree over the committed records. */
    public StoredTree tree() {
        return new StoredTree(records);
    }

    @Override
    public void destroy() {
        pool.close();
    }

    /** The role is read-only by itself; asking again costs nothing and holds for any other role, too. */
    private static HikariConfig configuration(JdbcConnectionDetails details, ReaderSettings settings) {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("reader");
        configuration.setJdbcUrl(details.getJdbcUrl());
        configuration.setUsername(settings.username());
        configuration.setPassword(settings.password());
        configuration.setMaximumPoolSize(settings.connections());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(CONNECT_MILLIS);
        configuration.setConnectionInitSql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        configuration.addDataSourceProperty("ApplicationName", "audit-reader");
        configuration.addDataSourceProperty("logServerErrorDetail", "false");
        configuration.addDataSourceProperty("connectTimeout", "2");
        configuration.addDataSourceProperty("socketTimeout", "30");
        configuration.addDataSourceProperty("tcpKeepAlive", "true");
        return configuration;
    }
}
