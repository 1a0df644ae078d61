package dev.syndicate.gateway;

import dev.syndicate.contracts.policy.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A server that lies, hangs and dies, behind the gateway. */
@TestPropertySource(
        properties = {
            "syndicate.gateway.turns.at-once=" + McpHostileServers.AT_ONCE,
            "syndicate.gateway.mcp.hold=60s",
            "syndicate.gateway.mcp.heartbeat=200ms",
            "syndicate.gateway.mcp.upstreams.hanging.call-timeout=8s",
            "syndicate.gateway.mcp.upstreams.hanging.max-message=1MB",
            "syndicate.gateway.mcp.upstreams.hostile.definitions-age=0s",
            "syndicate.gateway.mcp.upstreams.hostile.env.GIVEN=yes"
        })
abstract class McpHostileServers extends McpIT {

    static final String HANGING = "hanging";

    /** How many requests the gateway works on at once here. */
    static final int AT_ONCE = 8;

    /** Of this JVM, not of one class: those that come after the first one have its gateway. */
    private static final Path FOLDER =
            Path.of("target", "hostile-" + ProcessHandle.current().pid()).toAbsolutePath();

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        hostile(registry, "hostile");
        // The same program, for calls that nobody answers: they are not waited for as long.
        hostile(registry, HANGING);
        registry.add("syndicate.gateway.mcp.upstreams.absent.url", () -> "http://127.0.0.1:1/mcp");
    }

    private static void hostile(DynamicPropertyRegistry registry, String name) {
        String at = "syndicate.gateway.mcp.upstreams." + name;
        registry.add(at + ".command", () -> NodePackages.node().toString());
        registry.add(at + ".args", () -> {
            NodePackages.program("rpc.mjs");
            return NodePackages.program("hostile-server.mjs").toString();
        });
        registry.add(at + ".env.HOSTILE_STATE", () -> state().toString());
    }

    static Path state() {
        return FOLDER.resolve("state");
    }

    /** What the server noted of the calls that reached it. */
    static Path calls() {
        return FOLDER.resolve("state.calls");
    }

    @BeforeEach
    void everythingIsAllowed() throws IOException {
        POLICY.decideBy(_ -> Effect.ALLOW);
        Files.createDirectories(FOLDER);
        Files.writeString(state(), "does nothing");
        Files.deleteIfExists(calls());
    }
}
