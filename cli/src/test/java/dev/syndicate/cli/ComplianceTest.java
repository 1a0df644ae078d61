package dev.syndicate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What docs/compliance.md tells an auditor to run can be run. */
class ComplianceTest {

    private static final Pattern COMMAND = Pattern.compile("`syndicate ([^`]+)`");
    /** Those of the machine, which deploy/local brings. */
    private static final Set<String> ELSEWHERE = Set.of("status");

    @Test
    void everyCommandOfEveryControlIsOne() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(40);
        for (String command : commands) {
            String[] words = command.split(" ");
            if (!ELSEWHERE.contains(words[0])) {
                CommandLine.ParseResult parsed = SyndicateCli.commandLine().parseArgs(words);
                assertThat(parsed.subcommand().hasSubcommand()).as(command).isTrue();
            }
        }
    }

    @Test
    void everyRowOfATableOfControlsHasACommand() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/compliance.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .filter(line -> !line.endsWith("| command |"))
                .toList();

        assertThat(rows).isNotEmpty().allMatch(row -> COMMAND.matcher(row).find());
    }

    private static List<String> commands() throws IOException {
        return COMMAND.matcher(Files.readString(Path.of("../docs/compliance.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
