package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event about a tool call, whichever host sent it.
 *
 * @param tool the tool's name as the host gave it
 * @param input the tool's input, verbatim
 * @param callId names the call before and after; absent where the host names none
 * @param setting where and by whom
 * @param response what the tool answered, or how it failed; absent before it runs and where the host does not say
 */
record HookEvent(
        Phase phase,
        String tool,
        JsonObject input,
        @Nullable String callId,
        Setting setting,
        @Nullable JsonValue response) {

    private static final int MAX_TOOL = 300;
    private static final int MAX_CALL = 200;

    /**
     * Where a call happens.
     *
     * @param hostSession the host's own session; empty where it names none
     * @param turn the prompt or turn that led to the call
     * @param hostVersion absent where the event does not say
     */
    record Setting(
            String hostSession,
            @Nullable String cwd,
            List<String> workspaceRoots,
            @Nullable String turn,
            @Nullable String subagent,
            @Nullable String permissionMode,
            @Nullable ModelReference model,
            @Nullable String hostVersion) {

        Setting {
            Objects.requireNonNull(hostSession, "hostSession");
            workspaceRoots = List.copyOf(workspaceRoots);
        }

        /** The same, of this model. */
        Setting of(ModelReference known) {
            return new Setting(hostSession, cwd, workspaceRoots, turn, subagent, permissionMode, known, hostVersion);
        }
    }

    HookEvent {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(setting, "setting");
        if (tool.length() > MAX_TOOL) {
            throw new IllegalArgumentException("the tool's name is longer than %d characters".formatted(MAX_TOOL));
        }
        if (callId != null && callId.length() > MAX_CALL) {
            throw new IllegalArgumentException("the call's id is longer than %d characters".formatted(MAX_CALL));
        }
    }

    /** The same event, as this call. */
    HookEvent named(String id) {
        return new HookEvent(phase, tool, input, id, setting, response);
    }

    /** The same event, of this model. */
    HookEvent of(ModelReference model) {
        return new HookEvent(phase, tool, input, callId, setting.of(model), response);
    }
}
