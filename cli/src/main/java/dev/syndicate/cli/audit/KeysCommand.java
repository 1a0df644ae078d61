package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys of the log, to be compared with what its operator has published. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the keys that have signed the log, with their fingerprints and the records that changed them.",
            "Compare a fingerprint with the one that was published elsewhere: printf %%s \"$vkey\" | sha256sum"
        })
final class KeysCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--json", description = "prints what audit-service answers")
    private boolean json;

    @Override
    public void run() {
        Answer answer = access.audit().get("/v1/keys").orRefused();
        if (json) {
            System.out.println(answer.body());
            return;
        }
        answer.json().path("keys").forEach(KeysCommand::print);
    }

    private static void print(JsonNode key) {
        System.out.println(key.path("vkey").asText());
        System.out.println("    fingerprint  " + key.path("fingerprint").asText());
        System.out.println("    " + key.path("state").asText() + records(key));
    }

    private static String records(JsonNode key) {
        String from = key.path("from").isNumber() ? ", from record " + key.path("from") : "";
        String to = key.path("to").isNumber() ? ", replaced by record " + key.path("to") : "";
        return from + to;
    }
}
