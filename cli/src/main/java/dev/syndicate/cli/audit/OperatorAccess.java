package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As which operator something is decided that two people must want. */
final class OperatorAccess {

    private static final int ACCEPTED = 202;

    @Option(
            names = "--token",
            defaultValue = "${env:SYNDICATE_TOKEN}",
            paramLabel = "TOKEN",
            description = "an access token of an operator; also SYNDICATE_TOKEN")
    private @Nullable String token;

    @Option(
            names = "--as",
            defaultValue = "olive",
            paramLabel = "USER",
            description = "without a token: the local operator to sign in (${DEFAULT-VALUE}); the second one is otto")
    private String user = "olive";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, for the record; 1 to 1,000 characters")
    private String reason = "";

    /** Asks for this, or confirms what somebody else has asked for; answers a sentence for the terminal. */
    String decide(String path, Map<String, Object> what) {
        Map<String, Object> body = new LinkedHashMap<>(what);
        body.put("reason", reason);
        Answer answer = AuditAccess.audit(token, user).post(path, body).orRefused();
        String people =
                answer.json().path("by").valueStream().map(OperatorAccess::name).collect(Collectors.joining(" and "));
        return answer.status() == ACCEPTED
                ? "Asked for by %s. Another operator has to confirm it with the same command until %s."
                        .formatted(people, answer.text("expiresAt"))
                : "Done, decided by %s.".formatted(people);
    }

    private static String name(JsonNode person) {
        String name = person.path("name").asText("");
        return name.isEmpty() ? person.path("subject").asText() : name;
    }
}
