package dev.syndicate.cli.run;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.identity.SignIn;
import dev.syndicate.cli.user.UserDirectories;
import dev.syndicate.client.Gateway;
import dev.syndicate.client.OpenedSession;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnexpectedReplyException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.session.FailMode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one command under governance. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 230,
        exitCodeOnExecutionException = 235,
        description = {
            "Runs one command under governance: proposes exactly these words, waits until policy or people allow them,",
            "runs them without a shell, and puts on record what came of it.",
            "  ./syndicate run -- npm test"
        },
        footer = {
            "",
            "The exit status is the command's own. Where nothing ran it is 230 used wrongly, 231 denied by policy,",
            "232 denied by a reviewer, 233 nobody decided in time, 234 refused at execution, 235 unreachable,",
            "236 not signed in or not allowed, 237 cannot be governed, 126 and 127 as of a shell, 128+n interrupted."
        })
public final class RunCommand implements Callable<Integer> {

    private static final String ADAPTER = "syndicate-run";

    @Option(
            names = "--workspace",
            defaultValue = "${env:SYNDICATE_WORKSPACE:-acme/checkout}",
            description = "the workspace that the command acts in (${DEFAULT-VALUE})")
    private String workspace = "acme/checkout";

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME[=VALUE]",
            description = "a variable that the command gets besides the usual ones; reviewers see its value")
    private List<String> variables = List.of();

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "a variable that the command gets, of which the record holds only the name")
    private List<String> secrets = List.of();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "how long to wait for people, for example PT15M (${DEFAULT-VALUE})")
    private Duration patience = Duration.ofHours(1);

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "an access token; SYNDICATE_TOKEN is another way")
    private @Nullable Path tokenFile;

    @ArgGroup
    private SignIn signIn = new SignIn();

    @Option(
            names = "--trust",
            paramLabel = "DIRECTORY",
            description = "believe only receipts that a receipt.pub.pem in here verifies")
    private @Nullable Path trust;

    @Option(names = "--summary", paramLabel = "FILE", description = "writes what became of it as JSON")
    private @Nullable Path summaryFile;

    @Option(
            names = {"-q", "--quiet"},
            description = "says nothing unless nothing ran")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "the command and its arguments, after --")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        Signals signals = Signals.handle();
        Summary summary = new Summary(summaryFile);
        boolean terminal = System.console() != null && System.console().isTerminal();
        try (ProgressLine progress = new ProgressLine(System.err, quiet, terminal, InstantSource.system())) {
            return governed(signals, summary, progress, terminal);
        } catch (NothingRanException nothing) {
            summary.nothingRan(nothing);
            System.err.println("syndicate: " + nothing.getMessage() + ". Nothing ran.");
            return nothing.status();
        } finally {
            write(summary);
        }
    }

    private int governed(Signals signals, Summary summary, ProgressLine progress, boolean terminal) {
        Map<String, String> environment = System.getenv();
        Path directory = Locations.workingDirectory();
        CommandToRun command =
                CommandToRun.find(words, directory, AllowedEnvironment.of(environment, variables, secrets));
        Locations.requireReadable(command);
        Endpoints endpoints = Endpoints.found();
        String token = new Token(tokenFile, environment, signIn, terminal).read(endpoints.issuer());
        Outbox outbox = Outbox.of(UserDirectories.found());
        int late = outbox.sendTo(endpoints.gateway());
        if (late > 0) {
            progress.say("reported %d outcomes of earlier runs".formatted(late));
        }
        WorkspaceId place = Locations.workspace(workspace);
        GovernedRun.Terms terms = new GovernedRun.Terms(patience, Locations.trusted(trust));
        OpenedSession session = new Asking(signals).once(() -> open(Gateway.at(endpoints.gateway(), token), place));
        try {
            Git git = new Git(directory);
            Look look = new Look(command, new CallReference(UUID.randomUUID().toString(), ADAPTER), git);
            return new GovernedRun(session, signals, progress, summary, outbox, terms)
                    .run(
                            command,
                            look,
                            git,
                            new FileOutputStream(FileDescriptor.out),
                            new FileOutputStream(FileDescriptor.err));
        } finally {
            close(session, summary);
        }
    }

    /** Without leave it runs nothing. */
    private static OpenedSession open(Gateway gateway, WorkspaceId place) {
        return gateway.open(
                place,
                new AgentDescription("syndicate", "run", "", ADAPTER),
                Optional.of(FailMode.CLOSED),
                UUID.randomUUID().toString());
    }

    /** Unless an outcome is still to be reported with its credential. Left open, it ends by itself. */
    private static void close(OpenedSession session, Summary summary) {
        if (summary.isReported()) {
            try {
                session.agent().close();
            } catch (RefusedException | UnreachableException | UnexpectedReplyException endsByItself) {
                return;
            }
        }
    }

    private static void write(Summary summary) {
        try {
            summary.write();
        } catch (IOException failed) {
            System.err.println("syndicate: the summary could not be written: " + failed.getMessage());
        }
    }
}
