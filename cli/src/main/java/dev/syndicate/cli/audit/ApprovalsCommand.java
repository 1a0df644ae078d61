package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Api;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists who approved what. */
@Command(
        name = "approvals",
        mixinStandardHelpOptions = true,
        description = "Lists who approved what: each vote with its action, what it binds, and how that ended.")
final class ApprovalsCommand implements Runnable {

    private static final String FORMAT = "%8s  %-23s  %-20s  %-8s  %-24s  %-22s  %s%n";
    private static final int LONGEST = 60;

    @Mixin
    private AuditAccess access = new AuditAccess();

    @Option(names = "--approver", paramLabel = "SUBJECT", description = "votes of this person")
    private @Nullable String approver;

    @Option(names = "--choice", paramLabel = "CHOICE", description = "approve or deny")
    private @Nullable String choice;

    @Option(names = "--workspace", paramLabel = "NAME", description = "in this workspace")
    private @Nullable String workspace;

    @Option(names = "--from", paramLabel = "TIME", description = "from this time on (ISO 8601, UTC)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "before this time (ISO 8601, UTC)")
    private @Nullable String to;

    @Option(names = "--json", description = "prints each row as one line of JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        Api audit = access.audit();
        PrintWriter out = out();
        if (!json) {
            out.printf(FORMAT, "record", "when (UTC)", "who", "choice", "what", "ended", "intent");
        }
        String after = "-1";
        while (!after.isEmpty()) {
            JsonNode page = audit.get("/v1/approvals?limit=500&after=" + after + query())
                    .orRefused()
                    .json();
            page.path("approvals").forEach(row -> print(row, out));
            after = page.path("next").isNumber() ? page.path("next").asText() : "";
        }
        out.flush();
    }

    private void print(JsonNode row, PrintWriter out) {
        if (json) {
            out.println(row);
            return;
        }
        String what = Printable.text(row.path("tool")) + " " + Printable.text(row.at("/targets/0"));
        out.printf(
                FORMAT,
                row.at("/records/vote").asText(),
                Printable.time(row.path("at")),
                Printable.text(row.at("/approver/name")),
                Printable.text(row.path("choice")),
                Printable.cut(what, LONGEST),
                row.path("outcome").isNull() ? "open" : Printable.text(row.path("outcome")),
                Printable.text(row.path("intentDigest")));
    }

    private String query() {
        return part("approver", approver)
                + part("choice", choice)
                + part("workspace", workspace)
                + part("from", from)
                + part("to", to);
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private PrintWriter out() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
