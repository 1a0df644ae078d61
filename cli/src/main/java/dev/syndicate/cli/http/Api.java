package dev.syndicate.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.client.Connection;
import dev.syndicate.client.Reply;
import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A {@link Connection} for commands: plain values out, trees and files in. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Connection connection;

    private Api(URI base, Connection connection) {
        this.base = base;
        this.connection = connection;
    }

    /** A service, asked without a token. */
    public static Api at(URI base) {
        return new Api(base, Connection.to(base));
    }

    /** The same service, asked with this bearer token. */
    public Api as(String token) {
        return new Api(base, connection.as(token));
    }

    /** The same service, asked with one more header. */
    public Api with(String name, String value) {
        return new Api(base, connection.with(name, value));
    }

    /** The same service, with so much time for each answer instead of a minute. */
    public Api within(Duration patience) {
        return new Api(base, connection.within(patience));
    }

    public Answer get(String path) {
        return new Answer(connection.get(path));
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
        return new Answer(connection.post(path, body, type));
    }

    /** Stores the body of an answer in a file; the answer itself carries it only if it is an error. */
    public Answer download(String path, Path file) {
        HttpResponse<String> response = anything(Duration.ofMinutes(10))
                .get(
                        path,
                        info -> info.statusCode() == 200
                                ? BodySubscribers.mapping(BodySubscribers.ofFile(file), written -> "")
                                : BodySubscribers.ofString(StandardCharsets.UTF_8));
        return answer(path, response.statusCode(), response.body());
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
        HttpResponse<InputStream> response = anything(Duration.ofHours(2)).get(path, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                String said = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return answer(path, response.statusCode(), said);
            }
            headers.accept(response.headers());
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                body.transferTo(out);
            }
            return answer(path, response.statusCode(), "");
        } catch (IOException failure) {
            throw new UnreachableException(base.resolve(path), failure);
        }
    }

    private Connection anything(Duration patience) {
        return connection.with("Accept", "*/*").within(patience);
    }

    private Answer answer(String path, int status, String body) {
        return new Answer(new Reply(base.resolve(path), status, body));
    }

    /** A value as JSON text. */
    public static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a JSON value: " + body, impossible);
        }
    }
}
