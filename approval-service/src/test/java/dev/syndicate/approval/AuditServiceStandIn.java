package dev.syndicate.approval;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Answers {@code GET /v1/integrity} on loopback as audit-service would. */
public final class AuditServiceStandIn {

    private static final String CLEAR = "{\"clear\":true,\"clearSince\":\"%s\"}";
    private static final String NOT_CLEAR = "{\"clear\":false}";

    private static final AuditServiceStandIn SHARED = new AuditServiceStandIn();

    private final HttpServer server;
    private final AtomicReference<String> answer = new AtomicReference<>("");

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
        server.start();
    }

    public static AuditServiceStandIn shared() {
        return SHARED;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
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
