package dev.syndicate.approval;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Answers {@code GET /v1/integrity} on loopback as audit-service would, and what a test lets it. */
public final class AuditServiceStandIn {

    private static final String CLEAR = "{\"clear\":true,\"clearSince\":\"%s\"}";
    private static final String NOT_CLEAR = "{\"clear\":false}";

    private static final AuditServiceStandIn SHARED = new AuditServiceStandIn();

    private final HttpServer server;
    private final AtomicReference<String> answer = new AtomicReference<>("");

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicReference<String> asker = new AtomicReference<>("");

    private AuditServiceStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/integrity", exchange -> {
            boolean known = exchange.getRequestHeaders().getFirst("Authorization") != null;
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known && body.length > 0 ? 200 : 503, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.createContext("/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asker.set(authorization == null ? "" : authorization.replace("Bearer ", ""));
            byte[] body =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length > 0 ? 200 : 503, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    public static AuditServiceStandIn shared() {
        return SHARED;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The token with which anything but integrity was last asked for. */
    public String asker() {
        return asker.get();
    }

    /** Lets a path be answered, in audit-service's words. */
    public void answers(String path, String json) {
        answers.put(path, json);
    }

    /** Answers nothing but integrity again. */
    public void forget() {
        answers.clear();
    }

    public void isClear() {
        isClearSince(Instant.EPOCH);
    }

    /** A finding was released at this time. */
    public void isClearSince(Instant since) {
        answer.set(CLEAR.formatted(since));
    }

    public void hasAFinding() {
        answer.set(NOT_CLEAR);
    }

    public void doesNotAnswer() {
        answer.set("");
    }
}
