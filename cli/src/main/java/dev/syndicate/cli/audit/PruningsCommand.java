package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Lists what was let go. */
@Command(
        name = "prunings",
        mixinStandardHelpOptions = true,
        description = "Lists every range of records that two operators let go, its archive, and whether it is gone.")
final class PruningsCommand extends ListCommand {

    PruningsCommand() {
        super("prunings");
    }

    @Override
    String text(JsonNode pruning) {
        String gone = Printable.time(pruning.path("prunedAt"));
        return "records %d to %d, archive %s, approved %s, %s"
                .formatted(
                        pruning.path("first").asLong(),
                        pruning.path("last").asLong(),
                        pruning.path("archive").asText(),
                        Printable.time(pruning.path("approvedAt")),
                        gone.isEmpty() ? "still there" : "gone since " + gone);
    }
}
