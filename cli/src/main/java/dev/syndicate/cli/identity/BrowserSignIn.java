package dev.syndicate.cli.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signs a person in with the browser of this machine; the code comes back to a loopback port (RFC 8252). */
final class BrowserSignIn {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final URI issuer;
    private final PrintStream out;

    BrowserSignIn(URI issuer, PrintStream out) {
        this.issuer = issuer;
        this.out = out;
    }

    String accessToken() {
        CompletableFuture<URI> callback = new CompletableFuture<>();
        HttpServer server = listen(callback);
        try {
            URI redirect = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
            Authorization authorization = Authorization.begin(issuer, Authorization.CLI, redirect);
            out.println("Sign in here: " + authorization.address());
            open(authorization.address());
            return authorization.accessToken(await(callback));
        } finally {
            server.stop(1);
        }
    }

    private static HttpServer listen(CompletableFuture<URI> callback) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            server.createContext("/callback", exchange -> {
                thank(exchange);
                callback.complete(exchange.getRequestURI());
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException("no port on 127.0.0.1 for the browser's answer", failure);
        }
    }

    private static void thank(HttpExchange exchange) throws IOException {
        byte[] page = "<!DOCTYPE html><title>Syndicate</title><p>Go back to your terminal; this page can be closed.</p>"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** Whoever has no browser here opens the printed address anywhere on this machine. */
    private static void open(URI address) {
        String program = System.getProperty("os.name").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(List.of(program, address.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noBrowser) {
            return;
        }
    }

    private static URI await(CompletableFuture<URI> callback) {
        try {
            return callback.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new SignInException("Nobody signed in within " + PATIENCE.toMinutes() + " minutes.");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SignInException("Interrupted; nobody was signed in.");
        }
    }
}
