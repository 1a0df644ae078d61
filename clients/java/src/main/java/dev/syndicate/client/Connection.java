package dev.syndicate.client;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One service as seen by one caller: a base address, a bearer token, bounded waits. Nothing is sent twice by itself, no
 * redirect is followed, and nothing is logged.
 *
 * <pre>{@code
 * Connection gateway = Connection.to(URI.create("http://127.0.0.1:8080")).as(accessToken);
 * Reply reply = gateway.get("/v1/fleet").orRefused();
 * }</pre>
 */
public final class Connection {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;
    private final Duration patience;

    private Connection(URI base, Map<String, String> headers, Duration patience) {
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
    }

    /** A service, asked without a token. */
    public static Connection to(URI base) {
        return new Connection(base, Map.of("Accept", "application/json, application/problem+json"), PATIENCE);
    }

    /** The same service, asked with this bearer token: a person's, a workload's, or a session's credential. */
    public Connection as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same service, asked with one more header, or another value for one: visible ASCII and blanks. */
    public Connection with(String name, String value) {
        if (!value.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            // The JDK would say so too, and repeat the value, which may be a secret.
            throw new IllegalArgumentException("The value of the header %s is not visible ASCII".formatted(name));
        }
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Connection(base, more, patience);
    }

    /** The same service, with so much time for each answer instead of a minute. */
    public Connection within(Duration time) {
        return new Connection(base, headers, time);
    }

    /**
     * The same service, under this Idempotency-Key: a request sent again with the same key and body has one effect and one
     * answer. 1 to 128 characters, chosen by the caller, for one request alone.
     */
    public Connection keyed(String key) {
        return with("Idempotency-Key", key);
    }

    /** Reads. */
    public Reply get(String path) {
        return text(request(path).GET());
    }

    /** Deletes. */
    public Reply delete(String path) {
        return text(request(path).DELETE());
    }

    /** Posts a JSON value. */
    public Reply post(String path, JsonValue body) {
        return post(path, CanonicalJson.text(body), "application/json");
    }

    /** Posts this text as it is, under this media type. */
    public Reply post(String path, String body, String type) {
        BodyPublisher bytes = BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        return text(request(path).header("Content-Type", type).POST(bytes));
    }

    /** Posts nothing. */
    public Reply post(String path) {
        return text(request(path).POST(BodyPublishers.noBody()));
    }

    /** Reads an answer of any form and size, for those that do not fit into a text. */
    public <T> HttpResponse<T> get(String path, BodyHandler<T> handler) {
        return send(request(path).GET().build(), handler);
    }

    private Reply text(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(request.uri(), response.statusCode(), response.body());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException failure) {
            throw new UnreachableException(request.uri(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(request.uri(), stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
        headers.forEach(builder::setHeader);
        return builder;
    }
}
