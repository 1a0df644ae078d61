package dev.syndicate.local;

import dev.syndicate.local.bench.BenchCommand;
import dev.syndicate.local.demo.DemoCommand;
import dev.syndicate.local.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./syndicate} that run Syndicate on this machine. */
@Command(
        name = "syndicate",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Syndicate on one machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            SoakCommand.class
        })
public final class SyndicateLocal {

    private SyndicateLocal() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new SyndicateLocal()).setCaseInsensitiveEnumValuesAllowed(true);
        return commands.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof LocalFailureException)) {
                throw failure;
            }
            line.getErr().println(line.getColorScheme().errorText(failure.getMessage()));
            return 1;
        });
    }
}
