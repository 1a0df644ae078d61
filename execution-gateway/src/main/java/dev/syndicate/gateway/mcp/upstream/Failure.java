package dev.syndicate.gateway.mcp.upstream;

import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a request that did not end in an answer. Whatever does not show that nothing was sent counts as sent.
 *
 * @param causes the exception and what is behind it
 */
record Failure(List<Throwable> causes) {

    Failure {
        causes = List.copyOf(causes);
    }

    static Failure of(RuntimeException failed) {
        return new Failure(Stream.<Throwable>iterate(failed, cause -> cause != null, Throwable::getCause)
                .toList());
    }

    /** Whether the upstream no longer knows the session; nothing can be asked in it any more. */
    boolean isForgottenSession() {
        return find(UpstreamException.class).isEmpty()
                && find(McpTransportSessionNotFoundException.class).isPresent();
    }

    UpstreamException reported(String upstream) {
        return find(UpstreamException.class).orElseGet(() -> judged(upstream));
    }

    private UpstreamException judged(String upstream) {
        if (isForgottenSession()) {
            return UpstreamException.notSent(upstream, "it has forgotten the session");
        }
        return find(ConnectException.class).isPresent()
                ? UpstreamException.notSent(upstream, "nobody listens there")
                : UpstreamException.noAnswer(upstream, "the connection broke or took too long");
    }

    private <T> Optional<T> find(Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
