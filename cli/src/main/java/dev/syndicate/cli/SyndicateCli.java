package dev.syndicate.cli;

import dev.syndicate.cli.audit.AuditCommand;
import dev.syndicate.cli.audit.UnreadableException;
import dev.syndicate.cli.connect.ConnectCommand;
import dev.syndicate.cli.connect.NotOursException;
import dev.syndicate.cli.identity.LoginCommand;
import dev.syndicate.cli.identity.SignInException;
import dev.syndicate.cli.identity.TokenCommand;
import dev.syndicate.cli.operator.ResumeCommand;
import dev.syndicate.cli.operator.RevokeCommand;
import dev.syndicate.cli.operator.SuspendCommand;
import dev.syndicate.cli.run.RunCommand;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnreachableException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code ./syndicate} for people. Exit status: 0 done, 1 refused or broken, 2 used wrongly, 5
 * unreachable; {@code run} has its own.
 */
@Command(
        name = "syndicate",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Governed execution for AI coding tools.",
        subcommands = {
            TokenCommand.class,
            LoginCommand.class,
            ConnectCommand.class,
            RevokeCommand.class,
            SuspendCommand.class,
            ResumeCommand.class,
            RunCommand.class,
            AuditCommand.class
        })
public final class SyndicateCli {

    /** The exit status of whoever could not ask. */
    public static final int UNREACHABLE = 5;

    private static final int REFUSED = 1;

    private SyndicateCli() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command, for running it inside another process. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new SyndicateCli()).setExecutionExceptionHandler(SyndicateCli::explain);
        // What follows the first word of a command is the command's, also where it looks like an option.
        Objects.requireNonNull(line.getSubcommands().get("run")).setStopAtPositional(true);
        return line;
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        int status = switch (failure) {
            case UnreachableException unreachable -> UNREACHABLE;
            case UnreadableException unreadable -> UNREACHABLE;
            case RefusedException refused -> REFUSED;
            case NotOursException left -> REFUSED;
            case SignInException refused -> REFUSED;
            default -> throw failure;
        };
        String hint = failure instanceof UnreachableException ? ". Is Syndicate up? ./syndicate status" : "";
        line.getErr().println(line.getColorScheme().errorText(failure.getMessage() + hint));
        return status;
    }
}
