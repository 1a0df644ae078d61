package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.contracts.policy.Effect;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A real MCP server over Streamable HTTP behind the gateway. */
class McpHttpUpstreamIT extends GatewayIT {

    /** Fetched before a port is chosen, so that nobody takes that one in the meantime. */
    private static final Path SERVER = NodePackages.folder("@modelcontextprotocol/server-everything");

    private static final int PORT = freePort();

    @TempDir
    static Path secrets;

    /** What a server is shown of who asks. */
    private static final List<Headers> SHOWN = new CopyOnWriteArrayList<>();

    private static final HttpServer SPY = spy();

    private static Process server;

    private static HttpServer spy() {
        try {
            HttpServer spy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
            spy.createContext("/", exchange -> {
                SHOWN.add(exchange.getRequestHeaders());
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            });
            spy.start();
            return spy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void startServer() throws IOException {
        ProcessBuilder everything = new ProcessBuilder(
                        NodePackages.node().toString(),
                        SERVER.resolve("dist/index.js").toString(),
                        "streamableHttp")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        everything.environment().put("PORT", String.valueOf(PORT));
        server = everything.start();
        eventually(McpHttpUpstreamIT::listens);
    }

    @AfterAll
    static void stopServer() {
        server.destroyForcibly();
        SPY.stop(0);
    }

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        String at = "syndicate.gateway.mcp.upstreams.everything";
        registry.add(at + ".url", () -> "http://127.0.0.1:" + PORT + "/mcp");
        registry.add(at + ".bearer-token-file", McpHttpUpstreamIT::secret);
        String spy = "syndicate.gateway.mcp.upstreams.spy";
        registry.add(spy + ".url", () -> "http://127.0.0.1:" + SPY.getAddress().getPort() + "/mcp");
        registry.add(spy + ".bearer-token-file", McpHttpUpstreamIT::secret);
    }

    private static String secret() {
        try {
            return Files.writeString(secrets.resolve("token"), "upstream-secret\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void callsIt() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        try (McpClientForTests client = new McpClientForTests(port, "/mcp", session())) {
            List<String> tools =
                    client.sdk().listTools().tools().stream().map(Tool::name).toList();
            assertThat(tools).contains("everything__echo");
            CallToolResult said = client.call("everything__echo", Map.of("message", "over HTTP"));
            assertThat(McpClientForTests.text(said)).contains("over HTTP");
        }
    }

    @Test
    void showsAServerItsOwnCredentialAndNothingOfTheClients() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        String session = session();
        try (McpClientForTests client = new McpClientForTests(port, "/mcp", session)) {
            client.sdk().listTools();
            client.call("spy__anything", Map.of());
        } catch (McpError unavailable) {
            assertThat(unavailable).hasMessageNotContaining("upstream-secret");
        }
        String credential = session.substring("Bearer ".length());
        assertThat(SHOWN).isNotEmpty().allSatisfy(headers -> {
            assertThat(headers.get("Authorization")).containsExactly("Bearer upstream-secret");
            assertThat(headers.values().stream().flatMap(List::stream)).noneMatch(value -> value.contains(credential));
        });
    }

    @Test
    void sendsNothingToAServerThatHasStopped() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        try (McpClientForTests client = new McpClientForTests(port, "/mcp/everything", session())) {
            client.sdk().listTools();
            server.destroyForcibly().onExit().join();
            CallToolResult failed = client.call("echo", Map.of("message", "nobody"));
            assertThat(McpClientForTests.facts(failed).get("reason")).isEqualTo("upstream-unavailable");
        } finally {
            restart();
        }
    }

    private static void restart() {
        try {
            startServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
