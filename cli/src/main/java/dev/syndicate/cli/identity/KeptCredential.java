package dev.syndicate.cli.identity;

import dev.syndicate.cli.user.UserDirectories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The file in which hooks look for the session's credential, readable by its owner alone. */
final class KeptCredential {

    private KeptCredential() {}

    static Path file(UserDirectories user) {
        return user.config().resolve("credential");
    }

    static void keep(String credential, UserDirectories user) {
        Path file = file(user);
        try {
            PrivateFile.write(file, credential + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the credential in " + file, failed);
        }
    }
}
