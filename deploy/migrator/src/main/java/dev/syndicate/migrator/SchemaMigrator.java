package dev.syndicate.migrator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Brings a database to the current schema: roles first (they belong to the whole cluster), then the versioned
 * migrations as the owner role {@code syndicate_migrator}, then the passwords. Safe to run again, and by two processes at
 * once on one database.
 *
 * <p>The data source's user must be able to create roles and to grant rights on the database: a superuser, or a
 * {@code CREATEROLE} user that owns the database. Nothing but this class ever changes the schema.
 */
public final class SchemaMigrator {

    /** The schema that holds the migration history, in table {@code schema_history}; services may read it. */
    public static final String HISTORY_SCHEMA = "migration";

    private static final String OWNER = "syndicate_migrator";

    private SchemaMigrator() {}

    /**
     * Migrates the database.
     *
     * @param owner connections of an administrator of the database
     * @param passwords role name to password, for those roles whose password is to be set; others keep theirs
     * @return the schema version afterwards, for example {@code 500}
     * @throws MigrationFailedException if a role or a migration could not be applied
     */
    public static String migrate(DataSource owner, Map<String, String> passwords) {
        requireKnown(passwords);
        createRoles(owner);
        String version = applyMigrations(owner, MigrationVersion.LATEST);
        setPasswords(owner, passwords);
        return version;
    }

    /** Only up to this version: what a test of a migration starts from. */
    static void migrateUpTo(DataSource owner, String version) {
        createRoles(owner);
        applyMigrations(owner, MigrationVersion.fromVersion(version));
    }

    private static void requireKnown(Map<String, String> passwords) {
        for (String role : passwords.keySet()) {
            if (!ServiceRole.roleNames().contains(role)) {
                throw new IllegalArgumentException("no such role: " + role + "; known: " + ServiceRole.roleNames());
            }
        }
    }

    private static void createRoles(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script("/db/roles.sql"));
        } catch (SQLException e) {
            throw new MigrationFailedException("the database roles could not be created", e);
        }
    }

    private static String applyMigrations(DataSource owner, MigrationVersion target) {
        try {
            Flyway flyway = Flyway.configure(SchemaMigrator.class.getClassLoader())
                    .dataSource(owner)
                    .initSql("SET ROLE " + OWNER)
                    .locations("classpath:db/migration")
                    .javaMigrations(new RecordTermsMigration())
                    .target(target)
                    .defaultSchema(HISTORY_SCHEMA)
                    .table("schema_history")
                    .connectRetries(10)
                    .validateMigrationNaming(true)
                    // Each service has its own range of numbers, so a later one is not always a higher one.
                    .outOfOrder(true)
                    .load();
            flyway.migrate();
            return flyway.info().current().getVersion().getVersion();
        } catch (FlywayException e) {
            throw new MigrationFailedException("the migrations could not be applied: " + e.getMessage(), e);
        }
    }

    private static void setPasswords(DataSource owner, Map<String, String> passwords) {
        try (Connection connection = owner.getConnection()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (Map.Entry<String, String> entry : passwords.entrySet()) {
                // Hashed on this side, so that no statement log ever holds a password.
                postgres.alterUserPassword(entry.getKey(), entry.getValue().toCharArray(), "scram-sha-256");
            }
        } catch (SQLException e) {
            throw new MigrationFailedException("the passwords of the database roles could not be set", e);
        }
    }

    private static String script(String name) {
        try (InputStream in = SchemaMigrator.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new MigrationFailedException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
