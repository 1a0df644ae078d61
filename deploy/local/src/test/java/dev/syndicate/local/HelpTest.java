package dev.syndicate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.SyndicateCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {

    @Test
    void theScriptNamesEveryCommandThatThereIs() throws IOException {
        String script = Files.readString(Path.of("../../syndicate"));

        assertThat(commands())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(script).containsPattern("\n  (audit )?" + command + " "));
    }

    private static List<String> commands() {
        return Stream.of(SyndicateLocal.commandLine(), SyndicateCli.commandLine())
                .flatMap(line -> line.getSubcommands().values().stream())
                .flatMap(HelpTest::leaves)
                .filter(line -> !line.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName)
                .toList();
    }

    private static Stream<CommandLine> leaves(CommandLine line) {
        return line.getSubcommands().isEmpty() ? Stream.of(line) : line.getSubcommands().values().stream();
    }
}
