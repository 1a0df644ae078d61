package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.web.RawBody;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * MCP's Streamable HTTP in front: {@code /mcp} for all upstreams, {@code /mcp/name} for one. Bodies are admitted strictly
 * before anything of the SDK's sees them; sessions, requests under way and what upstreams ask are the SDK's.
 */
@Hidden
@RestController
class McpController {

    static final String SESSION = "Mcp-Session-Id";
    static final String VERSION = "MCP-Protocol-Version";
    static final String WORKSPACE = "Syndicate-Workspace";

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    /** The oldest one is what the header's absence means; on the wire it is no different. */
    private static final Set<String> ON_THE_WIRE = Set.of("2025-11-25", "2025-06-18", "2025-03-26");

    private static final Set<String> HANDSHAKE = Set.of("initialize");

    private final McpEntrance entrance;
    private final McpSessions sessions;
    private final McpSettings settings;

    McpController(McpEntrance entrance, McpSessions sessions, McpSettings settings) {
        this.entrance = entrance;
        this.sessions = sessions;
        this.settings = settings;
    }

    @PostMapping(
            path = {"/mcp", "/mcp/{upstream}"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<byte[]> post(
            Authentication caller,
            @PathVariable(required = false) @Nullable String upstream,
            @RequestHeader(name = SESSION, required = false) @Nullable String session,
            @RequestHeader(name = VERSION, required = false) @Nullable String version,
            @RequestHeader(name = WORKSPACE, required = false) @Nullable String workspace,
            RawBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        JsonObject message;
        try {
            message = Json.parseObject(body.bytes());
        } catch (InadmissibleJsonException refused) {
            return refused(
                    PARSE_ERROR,
                    "The message is not admitted: " + refused.code().wireName());
        }
        if (!JsonRpc.isMessage(message)) {
            return refused(INVALID_REQUEST, "This is no JSON-RPC 2.0 message");
        }
        if (message.findString("method").filter(HANDSHAKE::contains).isPresent()) {
            return initialize(caller, upstream, workspace, message);
        }
        if (version != null && !ON_THE_WIRE.contains(version)) {
            return refused(INVALID_REQUEST, "This version of the protocol is not spoken here");
        }
        if (session == null) {
            return refused(INVALID_REQUEST, "The header %s is missing".formatted(SESSION));
        }
        Optional<McpSession> known = entrance.find(session, caller, upstream);
        return known.isPresent() ? take(known.get(), message, new ResponseStream(request, response)) : unknownSession();
    }

    private ResponseEntity<byte[]> initialize(
            Authentication caller, @Nullable String upstream, @Nullable String workspace, JsonObject message) {
        if (!message.has("id")) {
            return refused(INVALID_REQUEST, "An initialisation is a request");
        }
        McpSession session = entrance.open(
                caller,
                upstream,
                workspace == null ? null : new WorkspaceId(workspace),
                message.findObject("params").orElse(JsonObject.EMPTY));
        JsonObject result =
                entrance.introduction(session, message.findObject("params").orElse(JsonObject.EMPTY));
        return ResponseEntity.ok()
                .header(SESSION, session.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonBody.bytes(JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", message.get("id"))
                        .put("result", result)
                        .build()));
    }

    private @Nullable ResponseEntity<byte[]> take(McpSession session, JsonObject message, ResponseStream answer) {
        session.touch();
        JsonObject params = message.findObject("params").orElse(JsonObject.EMPTY);
        Optional<String> method = message.findString("method");
        if (method.isEmpty()) {
            return answered(session, message);
        }
        if (!message.has("id")) {
            noted(session, method.get(), params);
            return accepted();
        }
        return request(session, method.get(), JsonRpc.id(message.get("id")).orElseThrow(), params, answer);
    }

    private @Nullable ResponseEntity<byte[]> request(
            McpSession session, String method, Object id, JsonObject params, ResponseStream answer) {
        Flight flight = new Flight(id, params, answer, session.protocol().responseStream(answer));
        if (!session.takeOff(flight, settings.maxCalls())) {
            flight.stream().releaseTransport();
            return refused(INVALID_REQUEST, "Too many requests are under way, or one of them has this id");
        }
        answer.later(() -> fly(session, flight, new JSONRPCRequest(method, id, params)));
        return null;
    }

    private static void fly(McpSession session, Flight flight, JSONRPCRequest request) {
        try {
            flight.stream()
                    .handle(request)
                    .contextWrite(context -> context.put(
                            McpTransportContext.KEY,
                            McpTransportContext.create(Map.of("session", session, "flight", flight))))
                    .onErrorComplete()
                    .block();
        } finally {
            session.land(flight);
        }
    }

    private static ResponseEntity<byte[]> answered(McpSession session, JsonObject message) {
        Object id = JsonRpc.id(message.get("id")).orElseThrow();
        JSONRPCResponse answer =
                message.find("error").filter(JsonObject.class::isInstance).isPresent()
                        ? JSONRPCResponse.error(id, JsonRpc.error(message.object("error")))
                        : JSONRPCResponse.result(
                                id, RawJson.of(message.find("result").orElse(JsonObject.EMPTY)));
        // An answer to what nobody asked, or no longer waits for, changes nothing.
        session.protocol().accept(answer).onErrorComplete().block();
        return accepted();
    }

    private static void noted(McpSession session, String method, JsonObject params) {
        switch (method) {
            case "notifications/cancelled" ->
                params.find("requestId")
                        .flatMap(JsonRpc::id)
                        .flatMap(session::flight)
                        .ifPresent(flight -> session.cancel(flight, "The client cancelled it"));
            case "notifications/roots/list_changed" -> session.rootsChanged();
            default -> {
                // Nothing else that a client may say changes anything here.
            }
        }
    }

    @GetMapping({"/mcp", "/mcp/{upstream}"})
    @Nullable
    ResponseEntity<byte[]> listen(
            Authentication caller,
            @PathVariable(required = false) @Nullable String upstream,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @RequestHeader(name = SESSION, required = false) @Nullable String session,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (session == null || accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            throw new ProblemException(
                    PlatformProblems.METHOD_NOT_ALLOWED, "Only the event stream of a session is read here");
        }
        Optional<McpSession> known = entrance.find(session, caller, upstream);
        if (known.isEmpty()) {
            return unknownSession();
        }
        ResponseStream stream = new ResponseStream(request, response);
        stream.later(() -> known.get().listen(stream, settings.heartbeat()));
        return null;
    }

    @DeleteMapping({"/mcp", "/mcp/{upstream}"})
    ResponseEntity<byte[]> end(
            Authentication caller,
            @PathVariable(required = false) @Nullable String upstream,
            @RequestHeader(SESSION) String session) {
        Optional<McpSession> known = entrance.find(session, caller, upstream);
        known.ifPresent(found -> sessions.end(found, "The client ended it"));
        return known.isPresent() ? ResponseEntity.status(HttpStatus.NO_CONTENT).build() : unknownSession();
    }

    private static ResponseEntity<byte[]> accepted() {
        return ResponseEntity.accepted().build();
    }

    private static ResponseEntity<byte[]> refused(int code, String message) {
        return JsonBody.error(HttpStatus.BAD_REQUEST, code, message);
    }

    private static ResponseEntity<byte[]> unknownSession() {
        return JsonBody.error(HttpStatus.NOT_FOUND, INVALID_REQUEST, "There is no such session; open a new one");
    }
}
