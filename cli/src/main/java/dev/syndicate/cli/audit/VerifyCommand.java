package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.identity.SignInException;
import dev.syndicate.client.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
            "Exits 0 if it is intact, 1 if it is broken or a control was not met, 5 if it could not be read or asked."
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
        Verdict verdict = verdict();
        out().println(json ? Api.json(verdict) : verdict.sentence());
        return verdict.inOrder() ? 0 : 1;
    }

    /** The key never comes from the bundle. */
    private void requireKeys() {
        boolean offline = bundle != null || controls || since != null;
        if (offline == keys.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    offline
                            ? "Missing required option: '--key=FILE': whoever verifies brings the key"
                            : "Without --bundle or --controls audit-service verifies, and needs no --key");
        }
    }

    private Verdict verdict() {
        Path file = bundle;
        if (file != null) {
            return new OfflineVerification(keys, since, controls).of(file);
        }
        Verdict online = online();
        return online.intact() && !keys.isEmpty() ? downloaded() : online;
    }

    /** Whoever was not let in knows nothing about the chain, least of all that it is broken. */
    private Verdict online() {
        try {
            return new OnlineVerification(access.audit()).run();
        } catch (RefusedException | SignInException notLetIn) {
            throw new UnreadableException("Nothing was verified. " + notLetIn.getMessage(), notLetIn);
        }
    }

    /** Controls are judged here, on what the service gave away, and not by the service. */
    private Verdict downloaded() {
        OfflineVerification verification = new OfflineVerification(keys, since, controls);
        try {
            Path range = Files.createTempFile("syndicate-", ".jsonl");
            try {
                access.audit().download("/v1/export?first=0", range).orRefused();
                return verification.of(range);
            } finally {
                Files.delete(range);
            }
        } catch (IOException failure) {
            throw new UnreadableException("Cannot keep what was downloaded: " + failure.getMessage(), failure);
        } catch (RefusedException notLetIn) {
            throw new UnreadableException("No records were given. " + notLetIn.getMessage(), notLetIn);
        }
    }

    private PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
