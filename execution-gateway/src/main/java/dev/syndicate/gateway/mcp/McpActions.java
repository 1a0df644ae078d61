package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.gateway.session.AgentSession;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Calls of MCP clients as canonical actions. The arguments are the parameters, verbatim; nothing else that a client sends
 * with a call reaches the upstream.
 */
final class McpActions {

    /** The adapter of every action here, and where its calls are seen. */
    static final String ADAPTER = "mcp-gateway";

    /** Where coding tools put the id that their own hooks name the call by. */
    private static final List<String> CALL_IDS = List.of("claudecode/toolUseId", "callId");

    private static final Pattern CALL_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private McpActions() {}

    /** The session as the gateway itself acts in it: it sends the stored bytes, so nothing stronger exists. */
    static AgentSession actingIn(AgentSession session) {
        return session.through(ADAPTER, EnforcementTier.A);
    }

    static CanonicalAction action(McpSession session, Flight flight, GovernedCall call) {
        AgentSession acting = actingIn(session.session());
        return CanonicalAction.builder()
                .agent(acting.agent(), acting.enforcementTier())
                .principal(ActionPrincipal.of(acting.principal()))
                .workspace(acting.workspace())
                .session(new ActionSession(acting.session(), null, null, null))
                .call(new CallReference(callId(session, flight), ADAPTER))
                .tool(call.tool())
                .kind(ActionKind.MCP_CALL)
                .targets(call.targets())
                .parameters(call.parameters())
                .context(ActionContext.UNKNOWN)
                .operands(List.of())
                .build();
    }

    /** The coding tool's own id of the call, the one that its hooks name, or else the request's. */
    private static String callId(McpSession session, Flight flight) {
        return flight.meta().stream()
                .flatMap(meta -> CALL_IDS.stream().flatMap(name -> text(meta, name)))
                .filter(id -> CALL_ID.matcher(id).matches())
                .findFirst()
                .orElseGet(() -> session.id() + ":" + flight.id())
                .transform(id -> CALL_ID.matcher(id).matches()
                        ? id
                        : session.id() + ":" + flight.id().hashCode());
    }

    private static Stream<String> text(JsonObject meta, String name) {
        return Optional.of(meta.find(name).orElse(meta))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .stream();
    }
}
