package dev.syndicate.audit.chain;

import java.sql.SQLException;
import java.util.Locale;

/** Why the chain could not be extended, as far as the database says; what an operator has to look at. */
enum AppendFailure {
    /** SQLState class 53: disk full, out of memory, too many connections. */
    NO_RESOURCES,
    /** No partition takes the next record. */
    NO_PARTITION,
    /** A privilege is missing, or the database is read-only. */
    NOT_ALLOWED,
    /** The transaction took too long, or lay idle. */
    TIMED_OUT,
    /** The database does not answer or is being shut down. */
    NO_DATABASE,
    /** Anything else; the log tells. */
    OTHER;

    static AppendFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return OTHER;
    }

    /** The value of the metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static AppendFailure ofState(String state) {
        return switch (state) {
            case "23514" -> NO_PARTITION;
            case "42501", "25006" -> NOT_ALLOWED;
            case "25P03", "25P04", "57014", "55P03" -> TIMED_OUT;
            default -> ofClass(state);
        };
    }

    private static AppendFailure ofClass(String state) {
        if (state.startsWith("53") || state.startsWith("58")) {
            return NO_RESOURCES;
        }
        return state.startsWith("08") || state.startsWith("57") ? NO_DATABASE : OTHER;
    }
}
