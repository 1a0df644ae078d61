package dev.syndicate.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log. */
final class LogFile {

    private static final int WINDOW = 256 * 1024;

    private LogFile() {}

    /** The last lines of a log, or a word about its absence. */
    static String tail(Path log, int lines) {
        if (Files.notExists(log)) {
            return "(" + log + " does not exist)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            List<String> all =
                    from(file, Math.max(0, file.length() - WINDOW)).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException failure) {
            return "(" + log + " cannot be read: " + failure.getMessage() + ")";
        }
    }

    /** What was written behind this position. */
    static String from(RandomAccessFile file, long position) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.length() - position)];
        file.seek(position);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
