package dev.syndicate.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.identity.PasswordSignIn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As which operator something is decided, alone or together with another one. */
public final class OperatorAccess {

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

    /**
     * Decides this, asks for it, or confirms what somebody else has asked for; answers a sentence for the terminal.
     *
     * @param where which service decides
     */
    public String decide(Function<Endpoints, URI> where, String path, Map<String, Object> what) {
        Map<String, Object> body = new LinkedHashMap<>(what);
        body.put("reason", reason);
        Answer answer = at(where).post(path, body).orRefused();
        String people =
                answer.json().path("by").valueStream().map(OperatorAccess::name).collect(Collectors.joining(" and "));
        return answer.status() == ACCEPTED
                ? "Asked for by %s. Another operator has to confirm it with the same command until %s."
                        .formatted(people, answer.text("expiresAt"))
                : "Done, decided by %s.".formatted(people);
    }

    private Api at(Function<Endpoints, URI> where) {
        Endpoints endpoints = Endpoints.found();
        return Api.at(where.apply(endpoints)).as(PasswordSignIn.bearer(token, endpoints.issuer(), user));
    }

    private static String name(JsonNode person) {
        String name = person.path("name").asText("");
        return name.isEmpty() ? person.path("subject").asText() : name;
    }
}
