package dev.syndicate.migrator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works on one database as its owner, and ends. Configured by the environment: {@code SYNDICATE_DB_URL},
 * {@code SYNDICATE_DB_USER} and {@code SYNDICATE_DB_PASSWORD} of an administrator.
 *
 * <ul>
 *   <li>without arguments it migrates the schema; needs one password for each {@link ServiceRole}
 *   <li>{@code prune} archives and removes the records that two people let go; needs {@code SYNDICATE_TRUST}, the directory
 *       with {@code audit-log.vkey}, and {@code SYNDICATE_ARCHIVES}, the directory for the archives
 *   <li>{@code retire-content-master <id>} removes the forms of persons' keys under an old master key
 * </ul>
 *
 * <p>Exit status: 0 done, 1 failed (run it again after removing the cause), 2 called wrongly or configuration missing.
 */
public final class MigratorApplication {

    private MigratorApplication() {}

    /** Runs with the process's environment. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv()));
    }

    static int run(List<String> arguments, Map<String, String> environment) {
        Settings settings = new Settings(environment);
        try {
            System.out.println(done(arguments, settings));
            return 0;
        } catch (Settings.MissingException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (MigrationFailedException e) {
            System.err.println(e.getMessage() + reason(e.getCause()));
            return 1;
        }
    }

    private static String done(List<String> arguments, Settings settings) {
        return switch (String.join(" ", arguments.subList(0, Math.min(1, arguments.size())))) {
            case "" -> "schema version " + SchemaMigrator.migrate(settings.administrator(), passwords(settings));
            case "prune" ->
                Pruner.prune(
                        settings.administrator(),
                        settings.directory("SYNDICATE_TRUST"),
                        settings.directory("SYNDICATE_ARCHIVES"));
            case "retire-content-master" ->
                ContentMasterRetirement.retire(settings.administrator(), argument(arguments, 1));
            default -> throw new Settings.MissingException("no such command: " + arguments.getFirst());
        };
    }

    private static String argument(List<String> arguments, int index) {
        if (arguments.size() != index + 1) {
            throw new Settings.MissingException("retire-content-master takes the id of a master key");
        }
        return Objects.requireNonNull(arguments.get(index));
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getMessage();
    }

    private static Map<String, String> passwords(Settings settings) {
        Map<String, String> passwords = new HashMap<>();
        for (ServiceRole role : ServiceRole.values()) {
            passwords.put(role.roleName(), settings.required(role.passwordVariable()));
        }
        return passwords;
    }
}
