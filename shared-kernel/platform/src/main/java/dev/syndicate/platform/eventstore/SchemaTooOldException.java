package dev.syndicate.platform.eventstore;

/** The service does not start because the migrator has not run for this release. */
public class SchemaTooOldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaTooOldException(long current, long required) {
        super("the database schema is at version " + current + " but this release needs " + required
                + ": run the migrator of this release first");
    }
}
