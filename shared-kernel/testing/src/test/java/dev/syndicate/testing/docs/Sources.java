package dev.syndicate.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main sources of a module, for what can only be read there: services are built after this module. */
record Sources(Path module) {

    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = (\"[^\"]+\")");

    static Sources of(String module) {
        return new Sources(ReferenceFiles.repository().resolve(module));
    }

    /** What a pattern finds, file by file in the order of their names. */
    <T> List<T> find(Pattern pattern, Function<MatchResult, T> read) {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> pattern.matcher(text(file)).results().map(read))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With literals instead of the constants that hold them, and joined where a plus joins them. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
            return CONSTANT.matcher(text)
                    .results()
                    .reduce(
                            text,
                            (with, constant) -> with.replaceAll(
                                    "builder\\(\\s*" + constant.group(1) + "\\b", "builder(" + constant.group(2)),
                            (a, b) -> b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
