package dev.syndicate.audit.verification;

import dev.syndicate.audit.loop.Loop;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.listening.DirectConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * This process, as whoever carries verifications out: it holds an advisory lock on a connection of its own for as long as
 * it lives. The database lets go of the lock when the process is gone, so no two clocks are compared, and one that stands
 * still keeps it.
 */
@Component
class Holder extends Loop {

    /** The lock of the holder whose id follows as a parameter. */
    static final String LOCK = "hashtextextended('syndicate verifier ' || %s, 0)";

    private static final String PURPOSE = "verification-holder";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 5;

    // A machine that is gone closes no connection: by these the database notices within half a minute.
    private static final String NOTICE = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5;"
            + " SET tcp_keepalives_count = 3; SET tcp_user_timeout = 20000";

    private final UUID id;
    private final DataSource direct;
    private @Nullable Connection connection;

    Holder(JdbcConnectionDetails details, Identifiers identifiers) {
        super(PURPOSE);
        this.direct = DirectConnections.to(details, PURPOSE);
        this.id = identifiers.next();
    }

    /** Its name, once it holds its lock: what begins under this name is not taken for abandoned. */
    synchronized UUID present() {
        try {
            if (connection == null) {
                connection = locked();
            }
            return id;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("Whoever verifies cannot show that it lives", e);
        }
    }

    /** Comes back at once where its connection was lost. */
    @Override
    protected synchronized void round() {
        if (connection != null && !answers(connection)) {
            leave();
        }
        present();
    }

    @Override
    protected Duration pause() {
        return PAUSE;
    }

    @Override
    public void stop() {
        super.stop();
        leave();
    }

    /** Shared, so that a connection of its own that the database still believes in does not keep it out. */
    private Connection locked() throws SQLException {
        Connection fresh = direct.getConnection();
        try (Statement settings = fresh.createStatement();
                PreparedStatement lock =
                        fresh.prepareStatement("SELECT pg_advisory_lock_shared(" + LOCK.formatted("?") + ")")) {
            settings.execute(NOTICE);
            lock.setString(1, id.toString());
            lock.execute();
            return fresh;
        } catch (SQLException | RuntimeException failed) {
            fresh.close();
            throw failed;
        }
    }

    private static boolean answers(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException impossible) {
            throw new IllegalStateException("A negative time-out", impossible);
        }
    }

    private synchronized void leave() {
        Connection last = connection;
        connection = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (SQLException alreadyGone) {
            // The database has let go of the lock, or will.
        }
    }
}
