package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether anything may run, and what was found. */
@Command(
        name = "integrity",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether the chain is clear, and lists every finding with its release. While it is not clear, nothing",
            "is executed. Exits 0 if it is clear, 1 if not, 5 if audit-service could not be asked."
        })
final class IntegrityCommand implements Callable<Integer> {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--json", description = "prints what audit-service answers")
    private boolean json;

    @Override
    public Integer call() {
        Answer answer = access.audit().get("/v1/integrity").orRefused();
        boolean clear = answer.json().path("clear").asBoolean(false);
        if (json) {
            System.out.println(answer.body());
        } else {
            System.out.println(
                    clear ? "Clear since " + answer.text("clearSince") : "NOT CLEAR: " + answer.text("reason"));
            answer.json().path("findings").forEach(finding -> System.out.println(line(finding)));
        }
        return clear ? 0 : 1;
    }

    private static String line(JsonNode finding) {
        JsonNode release = finding.path("release");
        String standing = release.isObject()
                ? "released %s by %s: %s"
                        .formatted(
                                release.path("releasedAt").asText(),
                                release.path("by")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(" and ")),
                                release.path("reason").asText())
                : "stands; two operators release it with audit release";
        long sequence = finding.path("sequence").asLong(-1);
        return "%s  %s%s, found %s"
                        .formatted(
                                finding.path("digest").asText(),
                                finding.path("code").asText(),
                                sequence < 0 ? "" : " at record " + sequence,
                                finding.path("foundAt").asText())
                + System.lineSeparator() + "    " + RecordLine.printable(standing);
    }
}
