package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.StateFile;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The latch on the writer's volume. One thread at a time changes it. */
final class LatchFile {

    private final StateFile file;
    private final LogId log;

    LatchFile(Path directory, LogId log) {
        this.file = new StateFile(directory, "latch.json");
        this.log = log;
    }

    /** Empty when there is no file; one that is not what was written is an {@link IOException}. */
    Optional<LatchState> read() throws IOException {
        try {
            return file.read().map(json -> LatchState.parse(log, json));
        } catch (IllegalArgumentException | ClassCastException | DateTimeParseException e) {
            throw new IOException(file + " is not what was written: " + e.getMessage(), e);
        }
    }

    synchronized void start(Instant now) throws IOException {
        if (read().isEmpty()) {
            file.write(LatchState.clear(log, now).json());
        }
    }

    /** A file that cannot be read any more is replaced: with a finding that stands, it gives nothing away. */
    synchronized void close(Finding finding) throws IOException {
        Optional<LatchState> before = readable();
        LatchState after = before.map(known -> known.with(finding))
                .orElseGet(() -> new LatchState(log, List.of(finding), List.of(), Optional.empty()));
        if (before.isEmpty() || after != before.get()) {
            file.write(after.json());
        }
    }

    synchronized void release(Digest finding, Instant now) throws IOException {
        LatchState before = read().orElseThrow(() -> new IOException(file + " is missing"));
        file.write(before.without(finding, now).json());
    }

    private Optional<LatchState> readable() {
        try {
            return read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
