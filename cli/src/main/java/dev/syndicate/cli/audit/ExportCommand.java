package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Downloads a bundle, or records in a form for other tools. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a bundle of the chain, or of one action with its proofs; anyone who has the log's public key can",
            "verify it: audit verify --bundle FILE --key FILE. With --format, writes the matching records of a range and",
            "their signed manifest beside them (FILE.manifest.json); --resume goes on where a download broke off."
        })
final class ExportCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(
            names = {"-o", "--output", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "the file; replaced whole")
    private Path output = Path.of("");

    @Option(names = "--first", defaultValue = "0", description = "the first record (${DEFAULT-VALUE})")
    private long first;

    @Option(names = "--action", paramLabel = "ID", description = "only the records of this action")
    private @Nullable String action;

    @Option(
            names = "--format",
            defaultValue = "bundle",
            description = "bundle, jsonl, csv, ocsf, cloudevents or syslog (${DEFAULT-VALUE})")
    private String format = "bundle";

    @Mixin
    private ExportFilter filter = new ExportFilter();

    @Option(names = "--resume", description = "go on with the download that broke off, if there is one")
    private boolean resume;

    @Override
    public void run() {
        if (format.equals("bundle")) {
            bundle();
        } else {
            formatted();
        }
    }

    private void bundle() {
        if (resume || filter.isGiven()) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    "A bundle is whole: --resume, --last and filters need a --format");
        }
        Path part = output.resolveSibling(output.getFileName() + ".part");
        String path = action == null ? "/v1/export?first=" + first : "/v1/actions/" + action + "/evidence?format=jsonl";
        Answer answer = access.audit().download(path, part);
        answer.orRefused();
        try {
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
            System.out.printf("%s: %,d bytes%n", output, Files.size(output));
        } catch (IOException failure) {
            throw new UnreadableException("Cannot write " + output + ": " + failure.getMessage(), failure);
        }
    }

    private void formatted() {
        String query = "/v1/export?format=" + format + "&first=" + first + filter.query(action);
        ExportManifestFile manifest = new ResumableExport(access.audit(), output).download(query, resume);
        System.out.printf(
                "%s: %,d records (%d to %d), %,d bytes, %s%n",
                output, manifest.count(), manifest.first(), manifest.last(), manifest.bytes(), manifest.digest());
    }
}
