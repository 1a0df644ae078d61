package dev.syndicate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process by its id and its start time. The operating system hands ids out again; an id whose start time
 * differs is somebody else's process, which is never touched.
 */
final class PidFile {

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, process.pid() + " " + startOf(process) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write " + file, failure);
        }
    }

    /** The process, if it is alive and still the one that was written down. */
    Optional<ProcessHandle> running() {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return words.length == 2 ? alive(Long.parseLong(words[0]), words[1]) : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new LocalFailureException("cannot read " + file, failure);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot delete " + file, failure);
        }
    }

    private static Optional<ProcessHandle> alive(long pid, String start) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(start));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
