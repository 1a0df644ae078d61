package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.gateway.mcp.upstream.Passage;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionOpenings;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPrincipal;
import dev.syndicate.platform.security.PersonPrincipal;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets clients in: who they are, what they see, and the session behind theirs. */
@Component
class McpEntrance {

    private static final Logger LOG = LoggerFactory.getLogger(McpEntrance.class);
    private static final int INTERNAL = -32603;
    private static final String INSTRUCTIONS =
            "Every call here is governed. A call may wait for people; if an answer names an approval, tell the user its"
                    + " address and call exactly the same again once it is granted.";

    private final SessionOpenings openings;
    private final McpSessions sessions;
    private final McpSettings settings;
    private final Identifiers identifiers;
    private final Map<String, Upstream> upstreams;
    private final Map<String, McpRequestHandler<?>> handlers;

    McpEntrance(
            SessionOpenings openings,
            McpSessions sessions,
            McpSettings settings,
            McpMethods methods,
            Identifiers identifiers) {
        this.openings = openings;
        this.sessions = sessions;
        this.settings = settings;
        this.identifiers = identifiers;
        this.upstreams = settings.upstreams().entrySet().stream()
                .map(entry -> new Upstream(entry.getKey(), entry.getValue()))
                .collect(Collectors.toMap(Upstream::name, Function.identity()));
        this.handlers = methods.all().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> handler(entry.getValue())));
    }

    private static McpRequestHandler<?> handler(McpMethods.Method method) {
        return (exchange, _) -> Mono.fromCallable(() -> {
            McpSession session = (McpSession) exchange.transportContext().get("session");
            Flight flight = (Flight) exchange.transportContext().get("flight");
            try {
                return method.answer(session, flight);
            } catch (McpError said) {
                throw said;
            } catch (RuntimeException failed) {
                throw said(failed);
            }
        });
    }

    /** What a client may read of a failure. */
    private static McpError said(RuntimeException failed) {
        if (failed instanceof Problem problem) {
            return McpError.builder(INTERNAL)
                    .message("%s: %s".formatted(problem.type().slug(), problem.detail()))
                    .build();
        }
        LOG.error("A request of an MCP client failed", failed);
        return McpError.builder(INTERNAL).message("The gateway failed").build();
    }

    /** Opens an MCP session; for a developer's token a session of the product with it. */
    McpSession open(
            Authentication caller, @Nullable String upstream, @Nullable WorkspaceId named, JsonObject introduction) {
        return switch (who(caller)) {
            case AgentSession known -> open(known, false, names(known.workspace(), upstream), introduction);
            case AuthenticatedPrincipal developer -> {
                WorkspaceId workspace = workspace(developer, named);
                developer.requireMemberOf(workspace);
                // First, so that no session is left behind a name that does not exist.
                Names names = names(workspace, upstream);
                yield open(openings.open(developer, workspace, agent(introduction)), true, names, introduction);
            }
            default -> throw nobody();
        };
    }

    private McpSession open(AgentSession behind, boolean owned, Names names, JsonObject introduction) {
        McpSession session = new McpSession(
                identifiers.next(),
                behind,
                owned,
                names,
                capabilities(introduction),
                settings.answerTimeout(),
                handlers);
        if (!sessions.add(session)) {
            session.close();
            if (owned) {
                openings.close(behind, "No MCP session was opened");
            }
            throw new ProblemException(
                    PlatformProblems.UNAVAILABLE, "There are too many MCP sessions in use, or the gateway is stopping");
        }
        return session;
    }

    /** The caller's MCP session of this id, at the place where it was opened. */
    Optional<McpSession> find(String id, Authentication caller, @Nullable String upstream) {
        Optional<McpSession> found = switch (who(caller)) {
            case AgentSession known -> sessions.find(id, known);
            case AuthenticatedPrincipal developer -> sessions.find(id, developer.principal());
            default -> Optional.empty();
        };
        return found.filter(session -> session.names().isAt(upstream));
    }

    private static Object who(Authentication caller) {
        return switch (caller.getPrincipal()) {
            case PersonPrincipal person -> person.authenticatedPerson();
            case null -> throw nobody();
            case Object principal -> principal;
        };
    }

    private static ProblemException nobody() {
        return new ProblemException(
                PlatformProblems.FORBIDDEN, "Only a session of a coding tool or a developer may do this");
    }

    private static WorkspaceId workspace(AuthenticatedPrincipal developer, @Nullable WorkspaceId named) {
        if (named != null) {
            return named;
        }
        if (developer.workspaces().size() != 1) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "Name one of your workspaces in the header " + McpController.WORKSPACE);
        }
        return developer.workspaces().iterator().next();
    }

    private static AgentDescription agent(JsonObject introduction) {
        JsonObject client = introduction.find("clientInfo").orElse(JsonObject.EMPTY) instanceof JsonObject given
                ? given
                : JsonObject.EMPTY;
        return new AgentDescription(
                "mcp", visible(client, "name", "unknown"), visible(client, "version", ""), McpActions.ADAPTER);
    }

    private static String visible(JsonObject client, String member, String otherwise) {
        return client.find(member).orElse(client) instanceof JsonString text
                        && text.value().matches("[\\x21-\\x7e][\\x20-\\x7e]{0,199}")
                ? text.value()
                : otherwise;
    }

    private Names names(WorkspaceId workspace, @Nullable String only) {
        List<Upstream> seen = upstreams.values().stream()
                .filter(upstream -> isFor(workspace, upstream.settings().workspaces()))
                .sorted(Comparator.comparing(Upstream::name))
                .toList();
        return only == null
                ? Names.ofAll(seen)
                : Names.ofOne(seen.stream()
                        .filter(upstream -> upstream.name().equals(only))
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(
                                PlatformProblems.NOT_FOUND, "There is no such MCP server for this workspace")));
    }

    private static boolean isFor(WorkspaceId workspace, Set<String> named) {
        return named.isEmpty() || named.contains(workspace.value());
    }

    private static JsonObject capabilities(JsonObject introduction) {
        return introduction.find("capabilities").orElse(JsonObject.EMPTY) instanceof JsonObject given
                ? given
                : JsonObject.EMPTY;
    }

    /** What the gateway says of itself. */
    JsonObject introduction(McpSession session, JsonObject request) {
        JsonObject.Builder changing = JsonObject.builder().put("listChanged", true);
        JsonObject.Builder capabilities = JsonObject.builder()
                .put("tools", changing)
                .put("prompts", changing)
                .put("resources", JsonObject.builder().put("listChanged", true).put("subscribe", true))
                .put("logging", JsonObject.builder());
        if (session.names().upstreams().stream().anyMatch(it -> it.passes(Passage.COMPLETIONS))) {
            capabilities.put("completions", JsonObject.builder());
        }
        return JsonObject.builder()
                .put("protocolVersion", version(request))
                .put("capabilities", capabilities)
                .put(
                        "serverInfo",
                        JsonObject.builder()
                                .put("name", "syndicate")
                                .put("title", "Syndicate MCP gateway")
                                .put("version", "1"))
                .put("instructions", INSTRUCTIONS)
                .build();
    }

    private static String version(JsonObject request) {
        String wanted = request.find("protocolVersion").orElse(request) instanceof JsonString text ? text.value() : "";
        return UpstreamConnection.VERSIONS.contains(wanted) ? wanted : UpstreamConnection.VERSIONS.getFirst();
    }
}
