package dev.syndicate.contracts.action;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session in which an action is proposed.
 *
 * @param turn the coding tool's id of the turn; the intent digest does not cover it
 * @param subagent the name of the subagent that acts; absent for the main agent
 * @param permissionMode the coding tool's own mode, for example {@code acceptEdits}
 */
public record ActionSession(
        SessionId id,
        @Nullable String turn,
        @Nullable String subagent,
        @Nullable String permissionMode) {

    public ActionSession {
        Objects.requireNonNull(id, "id");
    }

    static ActionSession read(Shape shape) {
        return new ActionSession(
                shape.text("id", SessionId::parse),
                shape.optionalText("turn"),
                shape.optionalText("subagent"),
                shape.optionalText("permissionMode"));
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("id", id.toString())
                .putStringIfPresent("turn", Optional.ofNullable(turn))
                .putStringIfPresent("subagent", Optional.ofNullable(subagent))
                .putStringIfPresent("permissionMode", Optional.ofNullable(permissionMode))
                .build();
    }
}
