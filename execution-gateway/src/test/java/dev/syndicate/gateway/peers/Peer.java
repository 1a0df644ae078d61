package dev.syndicate.gateway.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.platform.security.AuthenticatedService;
import dev.syndicate.platform.security.ServiceTokens;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Another service as the gateway sees it: its real tokens are checked, and it can be stopped, frozen and restarted. */
abstract class Peer {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final ServiceTokens tokens;
    private final int port;
    private HttpServer server;
    private volatile long freezeMillis;

    Peer(String name, String path) {
        this.name = name;
        this.tokens = TestServices.shared().tokensOf(name);
        this.server = listen(0, path);
        this.port = server.getAddress().getPort();
    }

    public final String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Refuses connections from here on. */
    public final void stop() {
        server.stop(0);
    }

    /** Answers again on the same port. */
    public final void restart(String path) {
        server = listen(port, path);
    }

    /** Takes requests and lets them wait so long. */
    public final void freeze(long millis) {
        freezeMillis = millis;
    }

    abstract void handle(HttpExchange exchange, byte[] body) throws IOException;

    private HttpServer listen(int on, String path) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext(path, this::receive);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as this service's role sees it, with time for a machine that stands still now and then. */
    static JdbcClient at(TestDatabase database, String role) {
        PGSimpleDataSource source = database.dataSource(role);
        source.setOptions("-c transaction_timeout=60s");
        return JdbcClient.create(source);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            AuthenticatedService caller = tokens.verify(
                    exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
            if (!caller.name().equals("execution-gateway")) {
                throw new IllegalStateException(name + " was called by " + caller);
            }
            TimeUnit.MILLISECONDS.sleep(freezeMillis);
            handle(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static byte[] problem(String slug, int status) {
        return """
                {"type":"https://syndicate.dev/problems/%1$s","title":"%1$s","status":%2$d,"detail":"%1$s"}""".formatted(slug, status).getBytes(StandardCharsets.UTF_8);
    }
}
