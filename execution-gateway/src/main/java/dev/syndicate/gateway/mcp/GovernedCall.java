package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a client asks an upstream to do.
 *
 * @param method for example {@code tools/call}
 * @param tool with the digest of its definition, where it has one
 * @param targets resources acted on
 * @param parameters what the caller chose, verbatim
 * @param request the upstream's request for such parameters
 */
record GovernedCall(
        UpstreamConnection connection,
        String method,
        ToolReference tool,
        List<String> targets,
        JsonObject parameters,
        UnaryOperator<JsonObject> request) {}
