package dev.syndicate.platform.idempotency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it is kept. Of the headers only these two are part of it; the others are made for each request. */
record StoredAnswer(
        int status, @Nullable String contentType, @Nullable String location, byte[] body) {

    static StoredAnswer of(ResponseEntity<?> answer, JsonMapper json) {
        if (answer.getStatusCode().is5xxServerError()) {
            throw new IllegalStateException("A server error is thrown, not answered: it must not be kept");
        }
        Object body = answer.getBody();
        String type = Optional.ofNullable(answer.getHeaders().getContentType())
                .map(MediaType::toString)
                .orElse(body == null ? null : MediaType.APPLICATION_JSON_VALUE);
        return new StoredAnswer(
                answer.getStatusCode().value(),
                type,
                Optional.ofNullable(answer.getHeaders().getLocation())
                        .map(URI::toString)
                        .orElse(null),
                bytesOf(body, json));
    }

    /** Content type and location, one a line; an absent one is an empty line. */
    byte[] headerBytes() {
        return ((contentType == null ? "" : contentType) + "\n" + (location == null ? "" : location))
                .getBytes(StandardCharsets.UTF_8);
    }

    static StoredAnswer read(int status, byte[] headers, byte[] body) {
        String[] lines = new String(headers, StandardCharsets.UTF_8).split("\n", -1);
        return new StoredAnswer(
                status, lines[0].isEmpty() ? null : lines[0], lines[1].isEmpty() ? null : lines[1], body);
    }

    ResponseEntity<byte[]> toResponse(boolean replayed) {
        HttpHeaders headers = new HttpHeaders();
        if (contentType != null) {
            headers.setContentType(MediaType.parseMediaType(contentType));
        }
        if (location != null) {
            headers.setLocation(URI.create(location));
        }
        if (replayed) {
            headers.set(Idempotency.REPLAYED, "true");
        }
        return ResponseEntity.status(status).headers(headers).body(body);
    }

    private static byte[] bytesOf(@Nullable Object body, JsonMapper json) {
        return switch (body) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            default -> json.writeValueAsBytes(body);
        };
    }
}
