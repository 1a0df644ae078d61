package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Api;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what happened, or tells a session. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what is on record, the oldest first. What is given must all hold. A session alone is told as a story:",
            "each action with decision, authority, digests and steps."
        })
final class LogCommand implements Runnable {

    private static final String PAGE = "500";

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Mixin
    private RecordQuery query = new RecordQuery();

    @Option(names = "--json", description = "prints each record as one line of JSON")
    private boolean json;

    @Option(names = "--lines", description = "prints each record on a line, also of a session")
    private boolean lines;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        Api audit = access.audit();
        PrintWriter out = out();
        if (query.isSessionAlone() && !json && !lines) {
            tell(audit, out);
        } else {
            list(audit, out);
        }
        out.flush();
    }

    private void tell(Api audit, PrintWriter out) {
        Replay replay = new Replay(out);
        String after = "-1";
        boolean first = true;
        while (!after.isEmpty()) {
            JsonNode page = audit.get("/v1/sessions/" + query.session + "?limit=100&after=" + after)
                    .orRefused()
                    .json();
            if (first) {
                replay.head(page);
                first = false;
            }
            page.path("actions").forEach(replay::action);
            after = next(page);
        }
    }

    /** Reading is recorded as well: the size at the start ends the list, so that it does not follow its own steps. */
    private void list(Api audit, PrintWriter out) {
        if (!json) {
            out.println(RecordLine.HEAD);
        }
        Map<String, String> page = new LinkedHashMap<>(Map.of("limit", PAGE));
        String after = "-1";
        while (!after.isEmpty()) {
            page.put("after", after);
            JsonNode found =
                    audit.get("/v1/records?" + query.with(page)).orRefused().json();
            for (JsonNode record : found.path("records")) {
                out.println(json ? record.toString() : RecordLine.of(record));
            }
            page.putIfAbsent("before", found.path("size").asText());
            after = next(found);
        }
    }

    private static String next(JsonNode page) {
        return page.path("next").isNumber() ? page.path("next").asText() : "";
    }

    private PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
