package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on after signed records were lost, together with another operator. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = {
            "Adopts what is left of the log after its database was restored from a backup, or the writer's volume was",
            "lost. Two different operators each run it. A new epoch begins, and its first record says what is missing."
        })
final class AdoptCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "a signed checkpoint that was kept elsewhere, if it is newer than the writer's own")
    private @Nullable Path checkpoint;

    @Override
    public void run() {
        Path kept = checkpoint;
        Map<String, Object> what = kept == null ? Map.of() : Map.of("checkpoint", note(kept));
        System.out.println(access.decide(Endpoints::audit, "/v1/integrity/adoptions", what));
    }

    /** As it is: the line break at its end is part of a note. */
    private static String note(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UnreadableException("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
