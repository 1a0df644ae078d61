package dev.syndicate.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there: files that they link, and tests that they name beside a claim. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern TEST =
            Pattern.compile("\\.ci/test ([a-z/-]+) ([A-Z][A-Za-z0-9]+(?:,[A-Z][A-Za-z0-9]+)*)");
    private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> found =
                    docs.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), found.stream())
                    .map(ROOT::relativize);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksWhatIsThere(Path document) {
        assertThat(LINK.matcher(FENCED.matcher(text(document)).replaceAll("")).results())
                .allSatisfy(link -> {
                    Path target = link.group(1).isEmpty()
                            ? ROOT.resolve(document)
                            : ROOT.resolve(document).resolveSibling(link.group(1));
                    assertThat(target).exists();
                    if (link.group(2) != null) {
                        assertThat(headings(target)).contains(link.group(2));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesTestsThatExist(Path document) {
        assertThat(TEST.matcher(text(document)).results())
                .allSatisfy(command -> assertThat(testsOf(command.group(1)))
                        .contains(command.group(2).split(",")));
    }

    /** As GitHub makes anchors of headings. */
    private static List<String> headings(Path document) {
        return text(ROOT.relativize(document.normalize()))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> testsOf(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path document) {
        try {
            return Files.readString(ROOT.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
