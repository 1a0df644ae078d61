package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what was let go. */
@Command(
        name = "prunings",
        mixinStandardHelpOptions = true,
        description = "Lists every range of records that two operators let go, its archive, and whether it is gone.")
final class PruningsCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--json", description = "prints what audit-service answers")
    private boolean json;

    @Override
    public void run() {
        Answer answer = access.audit().get("/v1/prunings").orRefused();
        if (json) {
            System.out.println(answer.body());
            return;
        }
        answer.json().path("prunings").forEach(pruning -> System.out.println(line(pruning)));
    }

    private static String line(JsonNode pruning) {
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
