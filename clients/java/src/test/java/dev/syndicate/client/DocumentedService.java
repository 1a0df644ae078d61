package dev.syndicate.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.client.OpenApiDocument.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A service that does nothing but what its OpenAPI document says, and keeps count of requests that do not fit it. */
final class DocumentedService implements AutoCloseable {

    private final OpenApiDocument document;
    private final Examples examples;
    private final HttpServer server;
    private final List<String> misfits = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    DocumentedService(String service, boolean everything) throws IOException {
        this.document = OpenApiDocument.of(service);
        this.examples = new Examples(document, everything);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What did not fit, one line for each; empty if every request was a documented one. */
    List<String> misfits() {
        return misfits;
    }

    /** Method and path of each request. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            requests.add(line);
            Optional<Operation> operation = document.operation(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            if (operation.isEmpty()) {
                misfits.add(line + ": no such operation");
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            check(operation.get(), exchange).forEach(misfit -> misfits.add(line + ": " + misfit));
            send(operation.get(), exchange);
        }
    }

    private List<String> check(Operation operation, HttpExchange exchange) throws IOException {
        List<String> found = new ArrayList<>();
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            found.add("no token");
        }
        for (String header : List.of("Idempotency-Key", "Prefer")) {
            if (exchange.getRequestHeaders().containsKey(header) && !operation.hasParameter("header", header)) {
                found.add("header " + header + " is not documented");
            }
        }
        List<String> names = query(exchange);
        names.stream()
                .filter(name -> !operation.hasParameter("query", name))
                .forEach(name -> found.add("parameter " + name + " is not documented"));
        operation.requiredQuery().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> found.add("parameter " + name + " is missing"));
        found.addAll(body(operation, exchange));
        return found;
    }

    private static List<String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=")[0])
                        .toList();
    }

    private List<String> body(Operation operation, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (body.isEmpty()) {
            return operation.requiresBody() ? List.of("no body") : List.of();
        }
        Optional<JsonNode> schema = operation.request(type);
        if (schema.isEmpty()) {
            return List.of("a body of type " + type + " is not documented");
        }
        return type.equals("application/json") ? document.misfits(schema.get(), body) : List.of();
    }

    private void send(Operation operation, HttpExchange exchange) throws IOException {
        Optional<String> example = operation.success().map(examples::of).map(JsonNode::toString);
        byte[] bytes = example.orElse("").getBytes(StandardCharsets.UTF_8);
        Stream.of(example)
                .flatMap(Optional::stream)
                .flatMap(text -> document.misfits(operation.success().orElseThrow(), text).stream())
                .forEach(misfit -> misfits.add("the example itself: " + misfit));
        exchange.sendResponseHeaders(operation.successStatus(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
