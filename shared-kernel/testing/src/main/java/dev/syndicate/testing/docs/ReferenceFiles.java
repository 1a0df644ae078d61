package dev.syndicate.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files under docs/reference that tests compare with the code. With {@code -Ddocs.write=true} the tests write them
 * instead.
 */
public final class ReferenceFiles {

    private ReferenceFiles() {}

    /**
     * Compares one part of a Markdown file, between the lines {@code <!-- begin: part -->} and
     * {@code <!-- end: part -->}; what else the file says is for people to write.
     */
    public static void checkPart(String name, String part, String expected) {
        Path file = repository().resolve("docs/reference").resolve(name);
        String whole = read(file);
        String begin = "<!-- begin: %s -->\n".formatted(part);
        int from = whole.indexOf(begin) + begin.length();
        int to = whole.indexOf("<!-- end: %s -->".formatted(part));
        if (from < begin.length() || to < from) {
            throw new AssertionError("%s has no part '%s': add the lines that begin and end it".formatted(file, part));
        }
        if (isWriting()) {
            write(file, whole.substring(0, from) + expected + whole.substring(to));
        } else if (!whole.substring(from, to).equals(expected)) {
            throw stale(file);
        }
    }

    private static AssertionError stale(Path file) {
        return new AssertionError(
                "%s does not say what the code does. Run the test with -Ddocs.write=true and read the difference"
                        .formatted(file));
    }

    private static boolean isWriting() {
        return Boolean.getBoolean("docs.write");
    }

    /** The root of the repository that the test runs in. */
    public static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return directory;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
