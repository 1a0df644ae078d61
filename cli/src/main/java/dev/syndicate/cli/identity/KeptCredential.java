package dev.syndicate.cli.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The file in which hooks look for the session's credential, readable by its owner alone. */
final class KeptCredential {

    private KeptCredential() {}

    static void keep(String credential) {
        keep(credential, file(System.getenv(), System.getProperty("user.home")));
    }

    static Path file(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = configured.isEmpty() ? Path.of(home, ".config") : Path.of(configured);
        return directory.resolve("syndicate").resolve("credential");
    }

    static void keep(String credential, Path file) {
        try {
            PrivateFile.write(file, credential + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the credential in " + file, failed);
        }
    }
}
