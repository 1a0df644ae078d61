package dev.syndicate.audit.log;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One JSON object in a file on the writer's own volume, replaced as a whole and durable when {@link #write} returns. It
 * is what a restored database cannot bring back with it.
 */
public final class StateFile {

    private final Path file;

    public StateFile(Path directory, String name) {
        this.file = directory.resolve(name);
    }

    /** What was written last; empty when there is no file. A file that cannot be read is an error, never empty. */
    public Optional<JsonObject> read() throws IOException {
        try {
            return Optional.of(Json.parseObject(Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (InadmissibleJsonException e) {
            throw new IOException(file + " is not the JSON that was written: " + e.getMessage(), e);
        }
    }

    /** Replaces the file; a crash leaves the old or the new content, never half of one. */
    public void write(JsonObject content) throws IOException {
        Files.createDirectories(directory());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(CanonicalJson.bytes(content));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(directory(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private Path directory() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of(".") : parent;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
