package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists legal holds. */
@Command(
        name = "holds",
        mixinStandardHelpOptions = true,
        description = "Lists every legal hold, the newest first, also those that were released.")
final class HoldsCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--json", description = "prints what audit-service answers")
    private boolean json;

    @Override
    public void run() {
        Answer answer = access.audit().get("/v1/holds").orRefused();
        if (json) {
            System.out.println(answer.body());
            return;
        }
        answer.json().path("holds").forEach(hold -> System.out.println(line(hold)));
    }

    private static String line(JsonNode hold) {
        String released = Printable.time(hold.path("releasedAt"));
        return "%s  %s %s, placed %s, %s: %s"
                .formatted(
                        hold.path("id").asText(),
                        hold.at("/scope/kind").asText(),
                        Printable.text(hold.at("/scope/value")),
                        Printable.time(hold.path("placedAt")),
                        released.isEmpty() ? "holds" : "released " + released,
                        Printable.text(hold.path("reason")));
    }
}
