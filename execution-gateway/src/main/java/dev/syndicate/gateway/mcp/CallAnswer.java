package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.mcp.upstream.CallResult;

/** What became of a client's call. */
sealed interface CallAnswer {

    /** It ran, and this is what the upstream answered, success or failure. */
    record Ran(CallResult result) implements CallAnswer {}

    /** The upstream answered with a protocol error. */
    record Refused(int code, String message) implements CallAnswer {}

    /**
     * The gateway answers itself.
     *
     * @param reason stable, for programs
     * @param text for the model and its user
     * @param facts what else is known: action, approval
     */
    record Held(String reason, String text, JsonObject facts) implements CallAnswer {}
}
