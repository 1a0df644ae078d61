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
import java.util.Optional;
import java.util.Set;

/**
 * One file as it is to be.
 *
 * @param content empty where the file is to go
 */
record Change(Path file, String content, Kind kind) {

    /** What sort of file it is, and so what becomes of what was there first. */
    enum Kind {
        /** A program of ours, which is run. */
        PROGRAM,
        /** Settings with a part of ours: what was there first is kept beside them. */
        SETTINGS,
        /** Settings out of which one part of ours is taken and another stays: what was there first is kept on. */
        STILL_OURS,
        /** Settings out of which our last part is taken: what was kept beside them goes, too. */
        NO_LONGER_OURS
    }

    private static final String BACKUP = ".before-syndicate";

    Change {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(kind, "kind");
    }

    /** What a file holds; empty where there is none. */
    static String contentOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** What a file held before us; empty where there was none. */
    static Optional<String> contentBefore(Path file) {
        Path backup = backupOf(file);
        return Files.exists(backup) ? Optional.of(contentOf(backup)) : Optional.empty();
    }

    /** Whether it is one of our programs. */
    boolean isProgram() {
        return kind == Kind.PROGRAM;
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
            if (kind == Kind.SETTINGS && Files.exists(file)) {
                backUp();
            }
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                write();
            }
            if (kind == Kind.NO_LONGER_OURS) {
                Files.deleteIfExists(backupOf(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write %s; managed files need root".formatted(file), failed);
        }
    }

    private void backUp() throws IOException {
        Path backup = backupOf(file);
        if (Files.notExists(backup)) {
            Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Path backupOf(Path file) {
        return file.resolveSibling(file.getFileName() + BACKUP);
    }

    private void write() throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "A directory");
        Files.createDirectories(directory);
        Set<PosixFilePermission> permissions = Files.exists(target)
                ? Files.getPosixFilePermissions(target)
                : PosixFilePermissions.fromString(isProgram() ? "rwxr-xr-x" : "rw-r--r--");
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
