package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a host is told. Before a tool runs that is always an explicit allow or deny, or a wait that was agreed on: hosts
 * take an empty answer, an error or another word for leave to ask their user or to run.
 */
sealed interface HookAnswer {

    /** For whoever reads it: the model, the user, and our own shim. */
    String reason();

    /**
     * It may run.
     *
     * @param input what the tool is called with in the place of what it asked for; absent where nothing was amended
     */
    record Allow(String reason, @Nullable JsonObject input) implements HookAnswer {}

    /** It must not run; the reason is shown to the model and the user. */
    record Deny(String reason) implements HookAnswer {}

    /** People have to decide; the host ends, and asks the same again when it is resumed. */
    record Defer(String reason) implements HookAnswer {}

    /** For our own shim alone, which asks again with fresh facts. The host never sees it, and would take it for a deny. */
    record Again(String reason) implements HookAnswer {}

    /** It ran, and something about that is wrong; the reason is shown to the model. */
    record Alarm(Phase phase, String reason) implements HookAnswer {}

    /** Nothing to say. */
    record Noted(Phase phase) implements HookAnswer {

        @Override
        public String reason() {
            return "";
        }
    }

    /** One word for our own shim. */
    default String verdict() {
        return switch (this) {
            case Allow _ -> "allow";
            case Deny _ -> "deny";
            case Defer _ -> "defer";
            case Again _ -> "again";
            case Alarm _ -> "alarm";
            case Noted _ -> "noted";
        };
    }
}
