package dev.syndicate.cli.user;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user's files lie: exactly where the programs look that {@code syndicate connect} installs. HOME counts, and the XDG
 * directories where they are set; what Java knows of the user counts only where there is no HOME.
 *
 * @param config our own settings
 * @param state what we remember between two runs
 */
public record UserDirectories(Path home, Path config, Path state) {

    private static final String OURS = "syndicate";

    /** Those of whoever runs this process. */
    public static UserDirectories found() {
        return of(System.getenv(), System.getProperty("user.home"));
    }

    static UserDirectories of(Map<String, String> environment, String otherwise) {
        Path home = directory(environment, "HOME", Path.of(otherwise));
        return new UserDirectories(
                home,
                directory(environment, "XDG_CONFIG_HOME", home.resolve(".config"))
                        .resolve(OURS),
                directory(environment, "XDG_STATE_HOME", home.resolve(Path.of(".local", "state")))
                        .resolve(OURS));
    }

    private static Path directory(Map<String, String> environment, String name, Path otherwise) {
        String configured = environment.getOrDefault(name, "");
        return configured.isEmpty() ? otherwise : Path.of(configured);
    }
}
