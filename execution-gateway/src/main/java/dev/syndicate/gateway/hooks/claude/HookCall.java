package dev.syndicate.gateway.hooks.claude;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.Optional;

/**
 * One event as Claude Code 2.1 sends it to an HTTP hook. Members that are not read here are not refused: newer hosts add
 * some. What is read has to have its type, or the event is refused with {@link IllegalArgumentException}.
 *
 * @param event for example {@code PreToolUse}
 * @param tool the tool's name, for example {@code Bash} or {@code mcp__github__create_issue}
 * @param input the tool's input, verbatim
 * @param id names the call before and after; the host sends the same one when it asks again
 */
record HookCall(String event, String tool, JsonObject input, String id, JsonObject whole) {

    static final String BEFORE = "PreToolUse";
    static final String AFTER = "PostToolUse";
    static final String AFTER_FAILURE = "PostToolUseFailure";

    /** Reads an event about a tool call. */
    static HookCall read(JsonObject event) {
        return new HookCall(
                event.string("hook_event_name"),
                text(event, "tool_name").orElseThrow(() -> new IllegalArgumentException("tool_name is missing")),
                event.object("tool_input"),
                text(event, "tool_use_id").orElseThrow(() -> new IllegalArgumentException("tool_use_id is missing")),
                event);
    }

    /** Whether the event is one about a tool call at all. */
    static boolean isToolEvent(JsonObject event) {
        return switch (event.findString("hook_event_name").orElse(BEFORE)) {
            case BEFORE, AFTER, AFTER_FAILURE -> true;
            default -> false;
        };
    }

    boolean isBefore() {
        return event.equals(BEFORE);
    }

    boolean isFailure() {
        return event.equals(AFTER_FAILURE);
    }

    Optional<String> cwd() {
        return text(whole, "cwd");
    }

    /** The prompt that led to the call. */
    Optional<String> turn() {
        return text(whole, "prompt_id");
    }

    Optional<String> permissionMode() {
        return text(whole, "permission_mode");
    }

    /** The subagent's kind and id. */
    Optional<String> subagent() {
        Optional<String> kind = text(whole, "agent_type");
        Optional<String> id = text(whole, "agent_id");
        return kind.isPresent() && id.isPresent() ? Optional.of(kind.get() + ":" + id.get()) : kind.or(() -> id);
    }

    /** What the tool answered, or how it failed. */
    Optional<JsonValue> response() {
        return whole.find(isFailure() ? "error" : "tool_response");
    }

    private static Optional<String> text(JsonObject event, String name) {
        return event.find(name)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .filter(value -> !value.isEmpty());
    }
}
