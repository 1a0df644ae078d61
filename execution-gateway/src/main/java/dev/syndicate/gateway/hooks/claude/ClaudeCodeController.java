package dev.syndicate.gateway.hooks.claude;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Claude Code's HTTP hooks. The host lets a tool run on any answer but a well-formed deny, so everything that goes wrong
 * before a tool runs is answered 200 with a deny: bad credentials, bad bodies, and our own failures.
 */
@RestController
class ClaudeCodeController {

    private static final Logger LOG = LoggerFactory.getLogger(ClaudeCodeController.class);

    private final ClaudeCodeHooks hooks;
    private final HookSettings settings;

    ClaudeCodeController(ClaudeCodeHooks hooks, HookSettings settings) {
        this.hooks = hooks;
        this.settings = settings;
    }

    @Operation(
            summary = "Answers Claude Code's PreToolUse, PostToolUse and PostToolUseFailure hooks",
            description = "In the host's own shape and always with 200; before a tool runs always allow or deny.",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "200",
            description = "hookSpecificOutput with permissionDecision and permissionDecisionReason",
            content = @Content(schema = @Schema(type = "object")))
    @PostMapping("/v1/hooks/claude-code")
    ResponseEntity<byte[]> hook(@Parameter(hidden = true) Optional<AgentSession> session, HttpServletRequest request) {
        HookAnswer answer = session.map(known -> answer(known, request))
                .orElseGet(() -> new HookAnswer.Deny("The session credential is missing, forged, expired or revoked"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.bytes());
    }

    private HookAnswer answer(AgentSession session, HttpServletRequest request) {
        try {
            return answer(session, Json.parseObject(body(request)));
        } catch (InadmissibleJsonException refused) {
            return new HookAnswer.Deny(
                    "The event is not admitted: " + refused.code().wireName());
        } catch (BodyTooLongException tooLong) {
            return new HookAnswer.Deny("The event is longer than %d bytes; split the call"
                    .formatted(settings.maxBody().toBytes()));
        } catch (IOException broken) {
            return new HookAnswer.Deny("The event could not be read");
        }
    }

    private HookAnswer answer(AgentSession session, JsonObject event) {
        if (!isToolEvent(event)) {
            return new HookAnswer.Noted();
        }
        try {
            HookCall call = HookCall.read(event);
            return call.isBefore() ? hooks.before(session, call) : hooks.after(session, call);
        } catch (RuntimeException failed) {
            return failed(event, reason(failed));
        }
    }

    /** A name of another type is no other event: it is answered as the event that has to be denied. */
    private static boolean isToolEvent(JsonObject event) {
        try {
            return HookCall.isToolEvent(event);
        } catch (IllegalArgumentException mistyped) {
            return true;
        }
    }

    private static String reason(RuntimeException failure) {
        return switch (failure) {
            case Problem problem -> "%s: %s".formatted(problem.type().slug(), problem.detail());
            case IllegalArgumentException invalid -> "The event is not valid: " + invalid.getMessage();
            default -> {
                LOG.error("A hook failed", failure);
                yield "The gateway failed; nothing was granted";
            }
        };
    }

    /** After the fact there is nothing to deny any more; the model is told that the record is incomplete. */
    private static HookAnswer failed(JsonObject event, String reason) {
        boolean after = event.find("hook_event_name")
                .filter(name -> name.toString().contains("\"Post"))
                .isPresent();
        return after ? new HookAnswer.Alarm("The outcome is not recorded: " + reason) : new HookAnswer.Deny(reason);
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int limit = Math.toIntExact(settings.maxBody().toBytes());
        try (InputStream body = request.getInputStream()) {
            byte[] read = body.readNBytes(limit + 1);
            if (read.length > limit) {
                // Read away, because a host that is cut off while it sends takes that for leave to run.
                body.transferTo(OutputStream.nullOutputStream());
                throw new BodyTooLongException();
            }
            return read;
        }
    }

    private static final class BodyTooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
