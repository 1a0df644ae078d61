package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the key that signs checkpoints, together with another operator. */
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        description = {
            "Lets another key sign the log from now on. Two different operators each run it; the next key lies in the",
            "key directory of audit-service already. The change is on record, and for a while both keys sign."
        })
final class RotateKeyCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Option(names = "--next", required = true, paramLabel = "FILE", description = "the next key's public form, *.vkey")
    private Path next = Path.of("");

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/keys/rotations", Map.of("next", text(next))));
    }

    static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UnreadableException("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
