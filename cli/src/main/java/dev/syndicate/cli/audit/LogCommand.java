package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what happened. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Lists what is on record, the oldest first: of one session, one action, or all.")
final class LogCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--session", paramLabel = "ID", description = "only of this session")
    private @Nullable String session;

    @Option(names = "--action", paramLabel = "ID", description = "only of this action")
    private @Nullable String action;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "only with this end, for example refused")
    private @Nullable String outcome;

    @Option(names = "--json", description = "prints each record as one line of JSON")
    private boolean json;

    @Override
    public void run() {
        Api audit = access.audit();
        if (!json) {
            System.out.println(RecordLine.HEAD);
        }
        String after = "-1";
        while (!after.isEmpty()) {
            Answer page = audit.get("/v1/records?" + query(after)).orRefused();
            for (JsonNode record : page.json().path("records")) {
                System.out.println(json ? record.toString() : RecordLine.of(record));
            }
            after = page.text("next").equals("null") ? "" : page.text("next");
        }
    }

    private String query(String after) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("after", after);
        put(query, "session", session);
        put(query, "action", action);
        put(query, "outcome", outcome);
        return query.entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
