package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.RefusedException;
import dev.syndicate.cli.identity.SignInException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies the chain. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the chain: all of it, by audit-service, or a bundle, here, with nothing but the log's key.",
            "Exits 0 if it is intact, 1 if it is broken, 5 if it could not be read or asked."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AuditAccess access = new AuditAccess();

    @ArgGroup(exclusive = false)
    private @Nullable Offline offline;

    @Option(names = "--json", description = "prints the verdict as JSON")
    private boolean json;

    /** What an offline verification needs; the key never comes from the bundle. */
    static final class Offline {

        @Option(names = "--bundle", required = true, paramLabel = "FILE", description = "what audit export wrote")
        private Path bundle = Path.of("");

        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description =
                        "the log's public key, from whoever runs it (.local/trust/audit-log.vkey); may be repeated")
        private List<Path> keys = List.of();
    }

    @Override
    public Integer call() {
        Verdict verdict = verdict();
        out().println(json ? Api.json(verdict) : verdict.sentence());
        return verdict.intact() ? 0 : 1;
    }

    private Verdict verdict() {
        Offline files = offline;
        return files == null ? online() : OfflineVerification.of(files.bundle, files.keys);
    }

    /** Whoever was not let in knows nothing about the chain, least of all that it is broken. */
    private Verdict online() {
        try {
            return new OnlineVerification(access.audit()).run();
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
