package dev.syndicate.cli.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file for its owner's eyes. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes it whole or not at all, and never readable by others in between. */
    public static void write(Path file, String content) throws IOException {
        Path directory = file.resolveSibling("");
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(
                directory,
                ".fresh",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
