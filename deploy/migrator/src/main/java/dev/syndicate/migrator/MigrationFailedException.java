package dev.syndicate.migrator;

/** The schema could not be brought to the current version; whatever was being applied has been rolled back. */
public final class MigrationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    MigrationFailedException(String message) {
        super(message);
    }
}
