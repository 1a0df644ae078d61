package dev.syndicate.platform.eventstore;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/** Recognises PostgreSQL's unique violation, SQLState 23505, which Axon's default does not. */
final class DuplicateKeys implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        return UNIQUE_VIOLATION.equals(sqlState(exception));
    }

    /** The SQLState of the innermost SQL exception; absent if there is none. */
    static @Nullable String sqlState(Throwable failure) {
        @Nullable String state = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }
}
