package dev.syndicate.cli.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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

    /** Whole or not at all, and never readable by others in between. */
    static void keep(String credential, Path file) {
        try {
            Path directory = file.resolveSibling("");
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(
                    directory,
                    ".credential",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, credential + "\n", StandardCharsets.US_ASCII);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the credential in " + file, failed);
        }
    }
}
