package dev.syndicate.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

    private HttpServer server;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        answer("/echo", 200, null);
        answer(
                "/refused",
                409,
                "{\"type\":\"https://syndicate.dev/problems/permit-consumed\",\"title\":\"Used\",\"detail\":\"once\"}");
        server.start();
        api = Api.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsJsonAndTheToken() {
        Answer answer = api.as("some-token").post("/echo", Map.of("a", 1));

        assertThat(answer.text("body")).isEqualTo("{\"a\":1}");
        assertThat(answer.text("authorization")).isEqualTo("Bearer some-token");
    }

    @Test
    void namesTheProblem() {
        Answer answer = api.get("/refused");

        assertThat(answer.problem()).isEqualTo("permit-consumed");
        assertThatThrownBy(answer::orRefused)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("409")
                .hasMessageContaining("Used: once");
    }

    @Test
    void tellsNobodyThereFromARefusal() {
        server.stop(0);

        assertThatThrownBy(() -> api.get("/echo"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("Cannot reach");
    }

    @Test
    void leavesNoFileBehindARefusedDownload(@TempDir Path directory) {
        Path file = directory.resolve("bundle");

        assertThat(api.download("/refused", file).problem()).isEqualTo("permit-consumed");
        assertThat(Files.exists(file)).isFalse();
    }

    private void answer(String path, int status, @Nullable String body) {
        server.createContext(path, exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] bytes = (body == null ? Api.json(Map.of("body", sent, "authorization", "" + token)) : body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
