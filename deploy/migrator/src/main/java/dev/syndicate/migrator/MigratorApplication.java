package dev.syndicate.migrator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Migrates one database and ends. Configured by the environment: {@code SYNDICATE_DB_URL}, {@code SYNDICATE_DB_USER} and
 * {@code SYNDICATE_DB_PASSWORD} of an administrator, and one password for each {@link ServiceRole}.
 *
 * <p>Exit status: 0 migrated, 1 failed (run it again after removing the cause), 2 configuration missing.
 */
public final class MigratorApplication {

    private MigratorApplication() {}

    /** Runs the migration with the process's environment. */
    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    static int run(Map<String, String> environment) {
        try {
            String version = SchemaMigrator.migrate(administrator(environment), passwords(environment));
            System.out.println("schema version " + version);
            return 0;
        } catch (MissingSettingException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (MigrationFailedException e) {
            System.err.println(e.getMessage() + reason(e.getCause()));
            return 1;
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getMessage();
    }

    private static PGSimpleDataSource administrator(Map<String, String> environment) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(required(environment, "SYNDICATE_DB_URL"));
        source.setUser(required(environment, "SYNDICATE_DB_USER"));
        source.setPassword(required(environment, "SYNDICATE_DB_PASSWORD"));
        source.setApplicationName("syndicate-migrator");
        return source;
    }

    private static Map<String, String> passwords(Map<String, String> environment) {
        Map<String, String> passwords = new HashMap<>();
        for (ServiceRole role : ServiceRole.values()) {
            passwords.put(role.roleName(), required(environment, role.passwordVariable()));
        }
        return passwords;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new MissingSettingException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static final class MissingSettingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingSettingException(String message) {
            super(message);
        }
    }
}
