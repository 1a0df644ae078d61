package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import reactor.core.publisher.Mono;

/** The client's end of a connection to an upstream. */
public interface UpstreamListener {

    /** The capabilities that the client declared. */
    JsonObject clientCapabilities();

    /** Asks the client on the upstream's behalf; answers its result. */
    Mono<RawJson> ask(Upstream upstream, String method, RawJson params);

    /** The upstream said something that no answer belongs to. */
    void hear(Upstream upstream, String method, RawJson params);
}
