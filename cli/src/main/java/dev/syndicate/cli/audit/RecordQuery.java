package dev.syndicate.cli.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are asked for. */
final class RecordQuery {

    @Option(names = "--session", paramLabel = "ID", description = "of this session")
    @Nullable
    String session;

    @Option(names = "--action", paramLabel = "ID", description = "of this action")
    private @Nullable String action;

    @Option(names = "--workspace", paramLabel = "NAME", description = "of this workspace")
    private @Nullable String workspace;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "with this end, for example refused")
    private @Nullable String outcome;

    @Option(names = "--type", paramLabel = "EVENT", description = "about this event, for example ExecutionGranted")
    private @Nullable String type;

    @Option(names = "--principal", paramLabel = "SUBJECT", description = "of sessions for this person or workload")
    private @Nullable String principal;

    @Option(names = "--approver", paramLabel = "SUBJECT", description = "authorised by this person's approval")
    private @Nullable String approver;

    @Option(names = "--agent", paramLabel = "NAME", description = "of this coding tool")
    private @Nullable String agent;

    @Option(names = "--tool", paramLabel = "NAME", description = "about a call of this tool")
    private @Nullable String tool;

    @Option(names = "--target", paramLabel = "TARGET", description = "about this target, for example a path")
    private @Nullable String target;

    @Option(names = "--policy", paramLabel = "VERSION", description = "under this policy version")
    private @Nullable String policy;

    @Option(names = "--digest", paramLabel = "DIGEST", description = "that name this digest, sha256:…")
    private @Nullable String digest;

    @Option(names = "--text", paramLabel = "WORDS", description = "with all of these words")
    private @Nullable String text;

    @Option(names = "--from", paramLabel = "TIME", description = "that occurred from this time on (ISO 8601, UTC)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "that occurred before this time (ISO 8601, UTC)")
    private @Nullable String to;

    /** Whether nothing but a session is asked for. */
    boolean isSessionAlone() {
        return session != null && given().size() == 1;
    }

    /** As the query of an address, with these parameters first. */
    String with(Map<String, String> page) {
        Map<String, String> query = new LinkedHashMap<>(page);
        query.putAll(given());
        return query.entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "session", session);
        put(given, "action", action);
        put(given, "workspace", workspace);
        put(given, "outcome", outcome);
        put(given, "type", type);
        put(given, "principal", principal);
        put(given, "approver", approver);
        put(given, "agent", agent);
        put(given, "tool", tool);
        put(given, "target", target);
        put(given, "policy", policy);
        put(given, "digest", digest);
        put(given, "text", text);
        put(given, "from", from);
        put(given, "to", to);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
