package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Definitions for those who write policy about them, and for a session what its calls are on record as. */
@RestController
class ToolsController {

    private final JdbcToolPins pins;
    private final JdbcClient jdbc;

    ToolsController(JdbcToolPins pins, JdbcClient jdbc) {
        this.pins = pins;
        this.jdbc = jdbc;
    }

    @Operation(summary = "The tool definitions that MCP servers have given, the pinned one of each tool first")
    @GetMapping("/v1/mcp/tools")
    List<JdbcToolPins.Seen> tools() {
        return pins.all();
    }

    @Operation(summary = "A tool definition in its pinned form, the very bytes that its digest names")
    @GetMapping(path = "/v1/mcp/tools/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> definition(@PathVariable String digest) {
        return pins.definition(parsed(digest))
                .map(text -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(
                        () -> new ProblemException(PlatformProblems.NOT_FOUND, "No such definition was ever seen"));
    }

    private static Digest parsed(String digest) {
        try {
            return Digest.parse(digest);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "A digest is sha256: and 64 hexadecimals");
        }
    }

    /**
     * An action that a call is on record as.
     *
     * @param adapter where the call was seen: {@code mcp-gateway}, or the adapter of the session's hooks
     */
    record LinkedAction(UUID action, String adapter) {}

    @Operation(
            summary = "The actions of one call of this session",
            description =
                    "A call that is seen by a hook and by the MCP gateway is two actions, linked by the call's id.")
    @GetMapping("/v1/mcp/calls/{call}")
    List<LinkedAction> calls(AgentSession session, @PathVariable String call) {
        return jdbc.sql("""
                        SELECT c.action, c.adapter
                        FROM gateway.call c
                        WHERE c.session = :session AND c.call_id = :call
                        ORDER BY c.action
                        """)
                .param("session", session.session().value())
                .param("call", call)
                .query((row, _) -> new LinkedAction(row.getObject("action", UUID.class), row.getString("adapter")))
                .list();
    }
}
