package dev.syndicate.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.SyndicateCli;
import dev.syndicate.cli.identity.LoginCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** docs/operations/connect.md says what is so: each of its commands runs, and its tables are the code's. */
class ConnectGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "operations", "connect.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

    @TempDir
    private Path root;

    static Stream<String> commands() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .flatMap(block -> block.group(1).lines());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void runs(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        assertThat(words.removeFirst()).isEqualTo("./syndicate");
        CommandLine line = SyndicateCli.commandLine();
        if (words.getFirst().equals("login")) {
            Object parsed = line.parseArgs(words.toArray(String[]::new))
                    .subcommand()
                    .commandSpec()
                    .userObject();
            assertThat(parsed).isInstanceOf(LoginCommand.class);
            return;
        }
        int image = words.indexOf("--root");
        if (image >= 0) {
            words.set(image + 1, root.toString());
        } else {
            words.addAll(List.of("--root", root.toString()));
        }
        StringWriter said = new StringWriter();
        assertThat(line.setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(words.toArray(String[]::new)))
                .as(said.toString())
                .isZero();
    }

    @Test
    void hasCommandsForEveryTool() throws IOException {
        List<String> all = commands().toList();
        for (CodingTool tool : CodingTool.values()) {
            assertThat(all)
                    .contains("./syndicate connect " + tool)
                    .anyMatch(it -> it.startsWith("./syndicate connect %s --managed".formatted(tool)));
        }
    }

    @Test
    void namesTheFilesAndTiersOfAFleet() throws IOException {
        List<String> rows = Files.readString(GUIDE)
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        Places places = new Places(Path.of("/"), Path.of("/home/dana"), Path.of("/x"), false);
        for (CodingTool tool : CodingTool.values()) {
            String file = places.hooks(tool, true).toString();
            assertThat(rows)
                    .anyMatch(row -> row.contains("`%s`".formatted(file))
                            && row.split("\\|")[3]
                                    .strip()
                                    .startsWith(Enforcement.of(tool, true).tier()));
        }
        assertThat(Files.readString(GUIDE)).contains("shim's %d\nseconds".formatted(Shim.DEADLINE));
    }
}
