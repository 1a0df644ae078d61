package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads a bundle. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a bundle of the chain, or of one action with its proofs; anyone who has the log's public key can",
            "verify it: audit verify --bundle FILE --key FILE"
        })
final class ExportCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "the bundle; replaced whole")
    private Path output = Path.of("");

    @Option(names = "--first", defaultValue = "0", description = "the first record (${DEFAULT-VALUE})")
    private long first;

    @Option(names = "--action", paramLabel = "ID", description = "only the records of this action, with their proofs")
    private @Nullable String action;

    @Override
    public void run() {
        Path part = output.resolveSibling(output.getFileName() + ".part");
        String path = action == null ? "/v1/export?first=" + first : "/v1/actions/" + action + "/evidence";
        Answer answer = access.audit().download(path, part);
        answer.orRefused();
        try {
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
            System.out.printf("%s: %,d bytes%n", output, Files.size(output));
        } catch (IOException failure) {
            throw new UnreadableException("Cannot write " + output + ": " + failure.getMessage(), failure);
        }
    }
}
