package dev.syndicate.platform.listening;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connections outside the pool, for what needs one of its own as long as the process lives. They wait 2 seconds to be
 * connected and 10 seconds for an answer, as those of the pool do.
 */
public final class DirectConnections {

    private DirectConnections() {}

    /**
     * Connections to the service's database.
     *
     * @param purpose what the database calls them, for example {@code event-tail}
     */
    public static DataSource to(JdbcConnectionDetails details, String purpose) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(details.getJdbcUrl());
        source.setUser(details.getUsername());
        source.setPassword(details.getPassword());
        source.setApplicationName(purpose);
        source.setConnectTimeout(2);
        source.setSocketTimeout(10);
        source.setTcpKeepAlive(true);
        return source;
    }
}
