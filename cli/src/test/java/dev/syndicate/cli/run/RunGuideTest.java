package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.SyndicateCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** docs/operations/run.md says what is so. */
class RunGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "operations", "run.md");

    @Test
    void listsEveryExitStatus() throws IOException {
        List<String> rows = Files.readString(GUIDE)
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        String help = spec().commandLine().getUsageMessage();

        for (Ending ending : Ending.values()) {
            assertThat(rows).anyMatch(row -> row.split("\\|")[1].contains(String.valueOf(ending.status())));
            assertThat(help).contains(String.valueOf(ending.status()));
        }
    }

    @Test
    void wrongUseHasItsOwnStatusAndRunsNothing() {
        CommandLine line = SyndicateCli.commandLine().setErr(new java.io.PrintWriter(new java.io.StringWriter()));

        assertThat(line.execute("run")).isEqualTo(Ending.USED_WRONGLY.status());
        assertThat(line.execute("run", "--no-such-option", "--", "true")).isEqualTo(Ending.USED_WRONGLY.status());
        assertThat(spec().exitCodeOnExecutionException()).isEqualTo(Ending.UNREACHABLE.status());
    }

    @Test
    void whatFollowsTheFirstWordIsTheCommands() {
        CommandLine.ParseResult parsed =
                SyndicateCli.commandLine().parseArgs("run", "-q", "npm", "test", "--watch", "--env", "X");

        assertThat(parsed.subcommand().matchedPositionals().getFirst().stringValues())
                .containsExactly("npm", "test", "--watch", "--env", "X");
    }

    @Test
    void namesEveryOptionOfItsOwn() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(guide)
                .contains("`--wait`", "`--secret NAME`", "`--env NAME`", "`--summary FILE`", "`--trust DIRECTORY`");
    }

    private static CommandSpec spec() {
        return SyndicateCli.commandLine().getSubcommands().get("run").getCommandSpec();
    }
}
