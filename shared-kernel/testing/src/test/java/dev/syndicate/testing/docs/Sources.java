package dev.syndicate.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main sources of one module, as text: what the reference tables are made of, without starting anything. */
record Sources(String module) {

    private static final Path ROOT = Path.of("..", "..");
    /** One Java string, also one that is put together from several literals. */
    static final String TEXT = "((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)";

    /** Every match in every source of the module, in the order of the files' names. */
    Stream<MatchResult> matches(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return java().stream().flatMap(source -> pattern.matcher(source).results());
    }

    List<String> java() {
        return texts("src/main/java", ".java");
    }

    List<String> yaml() {
        return texts("src/main/resources", ".yaml");
    }

    /** The value of the literals that {@link #TEXT} matched. */
    static String unquoted(String literals) {
        return Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(literals)
                .results()
                .map(literal -> literal.group(1).replace("\\\"", "\""))
                .collect(Collectors.joining());
    }

    /** For example {@code reviewLineLimit} as {@code review-line-limit}. */
    static String kebab(String name) {
        return Pattern.compile("[A-Z]")
                .matcher(name)
                .replaceAll(
                        letter -> Matcher.quoteReplacement("-" + letter.group().toLowerCase(java.util.Locale.ROOT)));
    }

    private List<String> texts(String folder, String suffix) {
        Path directory = ROOT.resolve(module).resolve(folder);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(Sources::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
