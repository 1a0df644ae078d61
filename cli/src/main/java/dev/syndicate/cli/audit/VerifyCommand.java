package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.identity.SignInException;
import dev.syndicate.client.RefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verifies the chain. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the chain: all of it, by audit-service, or a bundle, here, with nothing but the log's key.",
            "Exits 0 if what was read is intact, 1 if it is broken or a control was not met, 5 if it could not be read",
            "or asked. The output says which records were read. Records that two people let go (audit prunings) are not",
            "there: they are listed, with the event that says who did, and exit status 0 says nothing about them unless",
            "--archive brings them."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--bundle", paramLabel = "FILE", description = "what audit export or evidence wrote (.jsonl, .zip)")
    private @Nullable Path bundle;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the log's public key, from whoever runs it (.local/trust/audit-log.vkey); may be repeated")
    private List<Path> keys = List.of();

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description = {
                "what was written when records were pruned: it is verified too, beside what audit-service still has, which",
                "is downloaded and verified here; may be repeated"
            })
    private List<Path> archives = List.of();

    @Option(
            names = "--since",
            paramLabel = "NOTE",
            description = "a checkpoint that was kept from before; the bundle has to lead through it")
    private @Nullable Path since;

    @Option(
            names = "--controls",
            description = {
                "asks of every execution who authorised it, what exactly, whether before, whether it matched, and",
                "whether it was sealed; without --bundle, of all records, which are downloaded and verified here"
            })
    private boolean controls;

    @Option(names = "--json", description = "prints the verdict as JSON")
    private boolean json;

    @Override
    public Integer call() {
        requireKeys();
        LogVerdict verdict = verdict();
        out().println(json ? Api.json(verdict) : verdict.sentence());
        return verdict.inOrder() ? 0 : 1;
    }

    /** The key never comes from the bundle. */
    private void requireKeys() {
        boolean here = bundle != null || controls || since != null || !archives.isEmpty();
        if (here == keys.isEmpty()) {
            throw misused(
                    here
                            ? "Missing required option: '--key=FILE': whoever verifies brings the key"
                            : "Without --bundle, --archive, --since or --controls audit-service verifies, and needs no --key");
        }
        if (bundle != null && !archives.isEmpty()) {
            throw misused("--archive goes with what audit-service has; --bundle is verified alone");
        }
    }

    private ParameterException misused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    private LogVerdict verdict() {
        Path file = bundle;
        return file == null ? ofLog() : LogVerdict.of(new OfflineVerification(keys, since, controls).of(file));
    }

    /** Whoever was not let in knows nothing about the chain, least of all that it is broken. */
    private LogVerdict ofLog() {
        try {
            LogVerification log = new LogVerification(access.audit());
            LogVerdict there = log.there();
            return there.inOrder() && !keys.isEmpty()
                    ? log.here(there.pruned(), keys, since, controls, archives)
                    : there;
        } catch (RefusedException | SignInException notLetIn) {
            throw new UnreadableException("Nothing was verified. " + notLetIn.getMessage(), notLetIn);
        }
    }

    private PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
