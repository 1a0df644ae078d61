package dev.syndicate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of this machine, each made once and readable by its owner alone. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final Path directory;

    Secrets(Path directory) {
        this.directory = directory;
    }

    String of(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException failure) {
            throw new LocalFailureException("cannot read the secret " + directory.resolve(name), failure);
        }
    }

    /** The file that holds the secret, made if it is missing. */
    Path file(String name) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? file : create(file);
    }

    private static Path create(Path file) {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write the secret " + file, failure);
        }
    }
}
