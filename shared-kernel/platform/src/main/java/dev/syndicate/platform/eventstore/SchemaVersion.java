package dev.syndicate.platform.eventstore;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the database's schema with the one that this release needs. Services never change the schema themselves. */
final class SchemaVersion {

    private final JdbcClient jdbc;

    SchemaVersion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version of the last migration that was applied with success; 0 if there is none. */
    long current() {
        return jdbc.sql("""
                        SELECT coalesce(max(version::bigint), 0)
                        FROM migration.schema_history
                        WHERE success AND version IS NOT NULL
                        """).query(Long.class).single();
    }

    /** Throws if the schema is older than this. */
    void requireAtLeast(long required) {
        long current = current();
        if (current < required) {
            throw new SchemaTooOldException(current, required);
        }
    }
}
