package dev.syndicate.approval.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP receiver on loopback, which can be well, broken, slow to end, or away, and come back on its port. */
final class Receiver {

    private static final JsonMapper JSON = new JsonMapper();

    /** How it answers. */
    enum Mood {
        WELL,
        BROKEN,
        REDIRECTING,
        /** Begins an answer and never ends it. */
        HANGING
    }

    /** What it was sent, headers in lower case. */
    record Received(Map<String, List<String>> headers, String body, boolean acknowledged) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private final int port;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch hanging = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;

    Receiver() {
        start(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hook?token=do-not-log-me";
    }

    void is(Mood mood) {
        this.mood = mood;
        if (mood != Mood.HANGING) {
            hanging.countDown();
            hanging = new CountDownLatch(1);
        }
    }

    synchronized void stop() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    synchronized void start() {
        start(port);
    }

    List<Received> attempts() {
        return List.copyOf(received);
    }

    /** What it acknowledged about something that its body names. */
    List<Received> about(Object named) {
        return received.stream()
                .filter(Received::acknowledged)
                .filter(post -> post.body().contains(named.toString()))
                .toList();
    }

    private void start(int at) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Mood now = mood;
        received.add(new Received(headers(exchange), body, now == Mood.WELL));
        switch (now) {
            case WELL -> exchange.sendResponseHeaders(204, -1);
            case BROKEN -> exchange.sendResponseHeaders(500, -1);
            case REDIRECTING -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case HANGING -> hang(exchange);
        }
        exchange.close();
    }

    private void hang(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, List<String>> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
