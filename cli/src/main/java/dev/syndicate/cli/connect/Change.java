package dev.syndicate.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * One file as it is to be.
 *
 * @param content empty where the file is to go
 * @param program whether it is run
 */
record Change(Path file, String content, boolean program) {

    private static final String BACKUP = ".before-syndicate";

    Change {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(content, "content");
    }

    /** What a file holds; empty where there is none. */
    static String contentOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** Whether there is anything to do. */
    boolean isNews() {
        return content.isEmpty()
                ? Files.exists(file)
                : !Files.exists(file) || !contentOf(file).equals(content);
    }

    /** Writes it as a whole or not at all; what was there first stays beside it. */
    void apply() {
        try {
            if (Files.exists(file) && !program) {
                backUp();
            }
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                write();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write %s; managed files need root".formatted(file), failed);
        }
    }

    private void backUp() throws IOException {
        Path backup = file.resolveSibling(file.getFileName() + BACKUP);
        if (Files.notExists(backup)) {
            Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private void write() throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "A directory");
        Files.createDirectories(directory);
        Set<PosixFilePermission> permissions = Files.exists(target)
                ? Files.getPosixFilePermissions(target)
                : PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--");
        Path fresh = Files.createTempFile(directory, ".syndicate", ".new");
        try {
            Files.writeString(fresh, content, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(fresh, permissions);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
