package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import reactor.core.publisher.Mono;

/** The client's end of a connection to an upstream. */
public interface UpstreamListener {

    /** What it wants to hear of what upstreams say by themselves. */
    List<String> HEARD = List.of(
            "notifications/message",
            "notifications/progress",
            "notifications/resources/updated",
            "notifications/resources/list_changed",
            "notifications/tools/list_changed",
            "notifications/prompts/list_changed",
            "notifications/elicitation/complete");

    /** The capabilities that the client declared. */
    JsonObject clientCapabilities();

    /** Asks the client on the upstream's behalf; answers its result. */
    Mono<RawJson> ask(Upstream upstream, String method, RawJson params);

    /** The upstream said something that no answer belongs to. */
    void hear(Upstream upstream, String method, RawJson params);
}
