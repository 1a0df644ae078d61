package dev.syndicate.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One service as seen by one caller: a base address, a bearer token, JSON both ways, bounded waits. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** A service, asked without a token. */
    public static Api at(URI base) {
        return new Api(base, Map.of("Accept", "application/json, application/problem+json"));
    }

    /** The same service, asked with this bearer token. */
    public Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same service, asked with one more header. */
    public Api with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Api(base, more);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts a value as JSON; maps, lists and records will do. */
    public Answer post(String path, Object body) {
        return postText(path, json(body));
    }

    /** Posts these bytes as they are, under {@code application/json}. */
    public Answer postText(String path, String body) {
        return postText(path, body, "application/json");
    }

    public Answer postText(String path, String body, String type) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** Stores the body of an answer in a file; the answer itself carries it only if it is an error. */
    public Answer download(String path, Path file) {
        HttpRequest request = with("Accept", "*/*")
                .request(path)
                .GET()
                .timeout(Duration.ofMinutes(10))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(
                    request,
                    info -> info.statusCode() == 200
                            ? HttpResponse.BodySubscribers.mapping(
                                    HttpResponse.BodySubscribers.ofFile(file), written -> "")
                            : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
            return new Answer(request.uri(), response.statusCode(), response.body());
        } catch (IOException failure) {
            throw new UnreachableException(request.uri(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(request.uri(), stopped);
        }
    }

    /** Looks at the headers of a success before its body arrives. */
    @FunctionalInterface
    public interface Headers {

        /** The headers of the answer. */
        void accept(HttpHeaders headers) throws IOException;
    }

    /**
     * Appends the body of an answer to a file as it arrives, so that what came before a break is kept; the answer itself
     * carries it only if it is an error.
     */
    public Answer append(String path, Path file, Headers headers) {
        HttpRequest request = with("Accept", "*/*")
                .request(path)
                .GET()
                .timeout(Duration.ofHours(2))
                .build();
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    String said = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    return new Answer(request.uri(), response.statusCode(), said);
                }
                headers.accept(response.headers());
                try (OutputStream out =
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    body.transferTo(out);
                }
                return new Answer(request.uri(), response.statusCode(), "");
            }
        } catch (IOException failure) {
            throw new UnreachableException(request.uri(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(request.uri(), stopped);
        }
    }

    /** A value as JSON text. */
    public static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a JSON value: " + body, impossible);
        }
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(request.uri(), response.statusCode(), response.body());
        } catch (IOException failure) {
            throw new UnreachableException(request.uri(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(request.uri(), stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        headers.forEach(builder::setHeader);
        return builder;
    }
}
