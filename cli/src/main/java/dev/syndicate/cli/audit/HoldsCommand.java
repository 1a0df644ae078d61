package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Lists legal holds. */
@Command(
        name = "holds",
        mixinStandardHelpOptions = true,
        description = "Lists every legal hold, the newest first, also those that were released.")
final class HoldsCommand extends ListCommand {

    HoldsCommand() {
        super("holds");
    }

    @Override
    String text(JsonNode hold) {
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
