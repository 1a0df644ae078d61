package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** The keys of the log, to be compared with what its operator has published. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the keys that have signed the log, with their fingerprints and the records that changed them.",
            "Compare a fingerprint with the one that was published elsewhere: printf %%s \"$vkey\" | sha256sum"
        })
final class KeysCommand extends ListCommand {

    KeysCommand() {
        super("keys");
    }

    @Override
    String text(JsonNode key) {
        return """
                %s
                    fingerprint  %s
                    %s%s""".formatted(
                        key.path("vkey").asText(),
                        key.path("fingerprint").asText(),
                        key.path("state").asText(),
                        records(key));
    }

    private static String records(JsonNode key) {
        String from = key.path("from").isNumber() ? ", from record " + key.path("from") : "";
        String to = key.path("to").isNumber() ? ", replaced by record " + key.path("to") : "";
        return from + to;
    }
}
