package dev.syndicate.client;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import java.net.URI;
import java.util.Optional;

/**
 * execution-gateway, as a developer or a CI workload sees it. The whole life of an action:
 *
 * <pre>{@code
 * Gateway gateway = Gateway.at(URI.create("http://127.0.0.1:8080"), accessToken);
 * AgentSession session = gateway.open(
 *                 new WorkspaceId("acme/checkout"), new AgentDescription("acme", "deploy-bot", "1.4", "rest"), newKey())
 *         .agent();
 * Proposal proposal = Proposal.of(
 *         new ToolReference("shell", "shell", null, null), ActionKind.COMMAND,
 *         JsonObject.builder().put("command", "npm test").build());
 *
 * ActionStatus action = session.propose(proposal, newKey());
 * while (action.state().isPending()) {
 *     action = session.await(action.action(), Duration.ofSeconds(20));   // people decide in the console
 * }
 * Leave leave = session.execute(action.requirePermit(), proposal, newKey());
 * // ... run exactly what was proposed ...
 * session.report(leave.execution(), Report.succeeded().withExitCode(0), newKey());
 * session.close();
 * }</pre>
 *
 * <p>{@code newKey()} stands for a text of the caller's, such as a random UUID: a request that got no answer is sent
 * again with the same one.
 */
public final class Gateway {

    private final URI address;
    private final Connection connection;

    private Gateway(URI address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    /** The gateway at this address, asked with the access token of a developer or of a configured workload. */
    public static Gateway at(URI address, String accessToken) {
        return new Gateway(address, Connection.to(address).as(accessToken));
    }

    /**
     * Opens a session for a coding tool. Its credential comes once: with the answer to this request, and not again when
     * the same key is sent again.
     */
    public OpenedSession open(WorkspaceId workspace, AgentDescription agent, String key) {
        return open(workspace, agent, Optional.empty(), key);
    }

    /**
     * The same, for a tool of which the caller knows what it does where the gateway gives no answer.
     *
     * @param failMode what every action of the session is recorded with: the caller's claim
     */
    public OpenedSession open(WorkspaceId workspace, AgentDescription agent, Optional<FailMode> failMode, String key) {
        JsonObject request = JsonObject.builder()
                .put("workspace", workspace.value())
                .put("agent", describe(agent))
                .putStringIfPresent("failMode", failMode.map(FailMode::wireName))
                .build();
        return connection.keyed(key).post("/v1/sessions", request).read(answer -> OpenedSession.read(address, answer));
    }

    private static JsonObject describe(AgentDescription agent) {
        Optional<String> version = Optional.of(agent.version()).filter(text -> !text.isEmpty());
        return JsonObject.builder()
                .put("vendor", agent.vendor())
                .put("product", agent.product())
                .putStringIfPresent("version", version)
                .put("adapter", agent.adapter())
                .build();
    }
}
