package dev.syndicate.local;

import dev.syndicate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything, in real processes, started once for all tests of a run that need it; it stops with the virtual machine. */
public final class SharedStack {

    /**
     * For a machine that stands still now and then: services have several seconds to answer each other, and the database ends
     * no transaction for want of processor time. None of these tests is about those bounds; the soak, with the defaults, is.
     */
    private static final Map<String, String> ROOM = Map.of(
            "SYNDICATE_GATEWAY_POLICY_TIMEOUT", "8s",
            "SYNDICATE_POLICY_EVALUATION_TIMEOUT", "5s",
            "SYNDICATE_COMMANDS_TIMEOUT", "10s",
            "SYNDICATE_APPROVAL_INTEGRITYTIMEOUT", "10s",
            "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "60000",
            "SPRING_DATASOURCE_HIKARI_DATASOURCEPROPERTIES_OPTIONS", TestDatabase.UNBOUNDED);

    private static @Nullable Temporary running;

    private SharedStack() {}

    public static synchronized Temporary get() {
        Temporary stack = running;
        if (stack == null) {
            stack = Temporary.start("tests", new Installation(Path.of("../..")), Pace.QUICK, ROOM, Progress.standard());
            running = stack;
        }
        return stack;
    }
}
