package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * What the gateway adds to a call of an MCP tool that policy allows: the whole way of an action, in one request of the
 * client. Called directly and through the gateway in turns, by the same client.
 */
final class McpPassage implements Measurement, AutoCloseable {

    private static final int EACH_ROUND = 100;
    private static final int WARM_UP = 1_000;

    private final EchoServer server = new EchoServer();
    private final OneCommits oneCommit;
    private final Caller direct;
    private final Caller governed;
    private final Samples without = new Samples();
    private final Samples with = new Samples();
    private final Samples baseline = new Samples();

    /** Starts the gateway again, with the measured server behind it. */
    McpPassage(Stack stack, Cast cast, OneCommits oneCommit) {
        this.oneCommit = oneCommit;
        stack.restart(
                Component.GATEWAY,
                Map.of(
                        "SYNDICATE_GATEWAY_MCP_UPSTREAMS_ECHO_URL",
                        server.address().resolve("/mcp").toString()));
        String credential =
                cast.openSession(cast.token("dana"), "mcp-gateway").orRefused().text("credential");
        this.direct = new Caller(server.address().resolve("/mcp"), "none");
        this.governed = new Caller(cast.endpoints().gateway().resolve("/mcp/echo"), credential);
        for (int i = 0; i < WARM_UP; i++) {
            governed.call();
            direct.call();
            oneCommit.one();
        }
    }

    @Override
    public void round() {
        for (int i = 0; i < EACH_ROUND; i++) {
            time(governed::call, with);
            time(direct::call, without);
            time(oneCommit::one, baseline);
        }
    }

    @Override
    public List<Result> results() {
        return List.of(
                new Result("allowed MCP call, p50", "ms", with.median(), without.median(), "the same call, directly"),
                new Result(
                        "what the gateway adds to it, p50",
                        "ms",
                        with.median() - without.median(),
                        baseline.median(),
                        OneCommits.BESIDE,
                        new Goal.AtMost(6)));
    }

    @Override
    public void close() {
        server.close();
    }

    private static void time(Runnable task, Samples millis) {
        long start = System.nanoTime();
        task.run();
        millis.add((System.nanoTime() - start) / 1e6);
    }

    /** A client of one MCP endpoint. */
    private static final class Caller {

        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final URI endpoint;
        private final String credential;
        private final String session;
        private int id;

        Caller(URI endpoint, String credential) {
            this.endpoint = endpoint;
            this.credential = credential;
            Map<String, Object> hello = Map.of(
                    "protocolVersion", "2025-11-25",
                    "capabilities", Map.of(),
                    "clientInfo", Map.of("name", "bench", "version", "1"));
            HttpResponse<String> introduced = send("none", EchoServer.message(++id, "initialize", hello));
            this.session = introduced.headers().firstValue("Mcp-Session-Id").orElse("none");
            send(session, EchoServer.message(++id, "tools/list", Map.of()));
        }

        void call() {
            String said = "message " + ++id;
            String answer = send(
                            session,
                            EchoServer.message(
                                    id, "tools/call", Map.of("name", "echo", "arguments", Map.of("message", said))))
                    .body();
            if (!answer.contains(said) || answer.contains("\"isError\":true")) {
                throw new LocalFailureException("the measured call was not answered: " + answer);
            }
        }

        private HttpResponse<String> send(String session, String message) {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .header("Authorization", "Bearer " + credential)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .header("Mcp-Session-Id", session)
                    .header("MCP-Protocol-Version", "2025-11-25")
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build();
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException failure) {
                throw new LocalFailureException("the MCP call failed", failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new LocalFailureException("interrupted", stopped);
            }
        }
    }
}
