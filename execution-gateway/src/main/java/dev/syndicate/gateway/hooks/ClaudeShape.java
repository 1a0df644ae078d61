package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events and answers that Claude Code began with and that other hosts have taken over in part. */
final class ClaudeShape {

    static final String BEFORE = "PreToolUse";

    private static final String AFTER = "PostToolUse";
    private static final String AFTER_FAILURE = "PostToolUseFailure";

    private ClaudeShape() {}

    static Phase phase(JsonObject event) {
        return switch (event.findString("hook_event_name").orElse(BEFORE)) {
            case BEFORE -> Phase.BEFORE;
            case AFTER -> Phase.AFTER;
            case AFTER_FAILURE -> Phase.AFTER_FAILURE;
            case "SessionStart" -> Phase.SESSION_START;
            default -> Phase.OTHER;
        };
    }

    /** An event of this shape; the turn and the model have other names from host to host. */
    static HookEvent read(JsonObject event, @Nullable String turn, @Nullable ModelReference model) {
        Phase phase = phase(event);
        return new HookEvent(
                phase,
                EventMembers.required(event, "tool_name"),
                EventMembers.input(event, "tool_input"),
                EventMembers.text(event, "tool_use_id"),
                new HookEvent.Setting(
                        EventMembers.textOrEmpty(event, "session_id"),
                        EventMembers.text(event, "cwd"),
                        List.of(),
                        turn,
                        subagent(event),
                        EventMembers.text(event, "permission_mode"),
                        model,
                        null),
                response(event, phase));
    }

    /** The subagent's kind and id. */
    private static @Nullable String subagent(JsonObject event) {
        String kind = EventMembers.text(event, "agent_type");
        String id = EventMembers.text(event, "agent_id");
        if (kind == null || id == null) {
            return kind == null ? id : kind;
        }
        return kind + ":" + id;
    }

    private static @Nullable JsonValue response(JsonObject event, Phase phase) {
        String name = phase == Phase.AFTER_FAILURE ? "error" : "tool_response";
        return phase.isAfter() ? event.find(name).orElse(null) : null;
    }

    static JsonObject answer(HookAnswer answer) {
        return switch (answer) {
            case HookAnswer.Allow allow -> decision("allow", allow.reason(), allow.input());
            case HookAnswer.Deny deny -> decision("deny", deny.reason(), null);
            case HookAnswer.Again again -> decision("deny", again.reason(), null);
            case HookAnswer.Defer defer -> decision("defer", defer.reason(), null);
            case HookAnswer.Alarm alarm ->
                JsonObject.builder()
                        .put("decision", "block")
                        .put("reason", "Syndicate: " + alarm.reason())
                        .build();
            case HookAnswer.Noted _ ->
                JsonObject.builder().put("continue", true).build();
        };
    }

    private static JsonObject decision(String decision, String reason, @Nullable JsonObject input) {
        JsonObject.Builder output = JsonObject.builder()
                .put("hookEventName", BEFORE)
                .put("permissionDecision", decision)
                .put("permissionDecisionReason", "Syndicate: " + reason)
                .putIfPresent("updatedInput", Optional.ofNullable(input));
        return JsonObject.builder().put("hookSpecificOutput", output).build();
    }
}
