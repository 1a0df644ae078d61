package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what audit-service lists, for people or as it is. */
abstract class ListCommand implements Runnable {

    private final String list;

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--json", description = "prints what audit-service answers")
    private boolean json;

    /** @param list its name in the address and in the answer */
    ListCommand(String list) {
        this.list = list;
    }

    /** One entry for people; it may have several lines. */
    abstract String text(JsonNode entry);

    @Override
    public void run() {
        Answer answer = access.audit().get("/v1/" + list).orRefused();
        if (json) {
            System.out.println(answer.body());
            return;
        }
        answer.json().path(list).forEach(entry -> System.out.println(text(entry)));
    }
}
