package dev.syndicate.cli.audit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a legal hold covers: exactly one of the four. */
final class HoldScopeOptions {

    @ArgGroup(exclusive = false)
    private @Nullable PersonOptions person;

    @Option(names = "--session", paramLabel = "ID", description = "everything of a session")
    private @Nullable String session;

    @Option(names = "--workspace", paramLabel = "NAME", description = "everything of a workspace")
    private @Nullable String workspace;

    @ArgGroup(exclusive = false)
    private @Nullable Period period;

    /** Everything recorded in a time. */
    static final class Period {

        @Option(
                names = "--from",
                required = true,
                paramLabel = "TIME",
                description = "everything recorded from this time on, for example 2026-01-01T00:00:00Z")
        private String from = "";

        @Option(names = "--until", required = true, paramLabel = "TIME", description = "and before this time")
        private String until = "";
    }

    Map<String, Object> json() {
        PersonOptions whom = person;
        Period when = period;
        if (whom != null) {
            return Map.of("subject", whom.json());
        }
        if (when != null) {
            return Map.of("period", Map.of("from", when.from, "until", when.until));
        }
        return session != null
                ? Map.of("session", session)
                : Map.of("workspace", Objects.requireNonNull(workspace, "One of the four is required"));
    }
}
