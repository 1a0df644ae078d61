package dev.syndicate.platform.security;

import dev.syndicate.platform.eventstore.OutsideTransaction;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.security.PeerProperties.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Clients for the other services: base URL, a bearer token and the correlation id on each request, and time-outs.
 * They refuse to be used inside a transaction: a peer that hangs would hold the event store's horizon.
 */
public class PeerClients {

    private final PeerProperties properties;
    private final ServiceTokens tokens;
    private final RestClient.Builder builder;

    public PeerClients(PeerProperties properties, ServiceTokens tokens, RestClient.Builder builder) {
        this.properties = properties;
        this.tokens = tokens;
        this.builder = builder;
    }

    /** With the time-outs of the configuration. */
    public RestClient client(String service) {
        return client(service, properties.peer(service).readTimeout());
    }

    /** With another bound on the wait for the answer. */
    public RestClient client(String service, Duration readTimeout) {
        return client(service, readTimeout, () -> tokens.mint(service));
    }

    /**
     * For requests of a person: with the access token of theirs that this answers, instead of a token of this service, so
     * that the other service sees who asks and decides what they may.
     */
    public RestClient client(String service, Duration readTimeout, Supplier<String> token) {
        Peer peer = properties.peer(service);
        ClientHttpRequestFactory requests =
                new HttpComponentsClientHttpRequestFactory(PeerConnections.open(peer.connectTimeout(), readTimeout));
        return builder.clone()
                .baseUrl(peer.url().toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> signed(service, token, request, body, execution))
                .build();
    }

    private static ClientHttpResponse signed(
            String service,
            Supplier<String> token,
            HttpRequest request,
            byte[] body,
            ClientHttpRequestExecution execution)
            throws IOException {
        OutsideTransaction.require("A call to " + service);
        request.getHeaders().set(HttpHeaders.AUTHORIZATION, "Bearer " + token.get());
        Correlation.current().ifPresent(id -> request.getHeaders().set(Correlation.HEADER, id));
        return execution.execute(request, body);
    }
}
