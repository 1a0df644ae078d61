package dev.syndicate.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.SyndicateCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operators' commands send to a gateway, and what they say about its answer. */
class OperatorCommandsTest {

    private final List<String> received = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private int status = 200;
    private String answer = """
            {"done":true,"by":[{"name":"Olive Operator"}],"reason":"x"}""";
    private HttpServer gateway;

    @TempDir
    private Path home;

    @BeforeEach
    void startAGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        gateway.createContext("/", this::take);
        gateway.start();
        Files.createDirectory(home.resolve(".local"));
        Files.writeString(
                home.resolve(".local/addresses.properties"),
                "SYNDICATE_GATEWAY_URL=http://127.0.0.1:%d\n"
                        .formatted(gateway.getAddress().getPort()));
        System.setProperty("syndicate.home", home.toString());
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(out);
        System.clearProperty("syndicate.home");
        gateway.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void revokesWhatIsNamed() {
        assertThat(run("revoke", "--action", "a-1", "--reason", "leaked")).isZero();
        assertThat(run("revoke", "--session", "s-1", "--reason", "leaked")).isZero();
        assertThat(run("revoke", "--permit", "p.p.p", "--reason", "leaked")).isZero();
        assertThat(run("revoke", "--workspace", "acme/checkout", "--reason", "leaked"))
                .isZero();
        assertThat(run("revoke", "--all", "--reason", "leaked")).isZero();

        assertThat(received)
                .allMatch(request -> request.startsWith("/v1/revocations Bearer secret {")
                        && request.contains("\"reason\":\"leaked\""))
                .extracting(request -> request.replaceFirst(".*\\{", "").replaceFirst(",?\"reason\":\"leaked\",?", ""))
                .containsExactly(
                        "\"action\":\"a-1\"}",
                        "\"session\":\"s-1\"}",
                        "\"permit\":\"p.p.p\"}",
                        "\"workspace\":\"acme/checkout\"}",
                        "\"everywhere\":true}");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Done, decided by Olive Operator.");
    }

    @Test
    void saysThatAnotherOperatorHasToConfirm() {
        status = 202;
        answer = """
                {"done":false,"by":[{"name":"Olive Operator"}],"expiresAt":"2026-11-24T10:00:00Z"}""";
        assertThat(run("resume", "--workspace", "acme/checkout", "--reason", "fixed"))
                .isZero();
        assertThat(received).singleElement().asString().startsWith("/v1/resumptions");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("Another operator has to confirm it")
                .contains("2026-11-24T10:00:00Z");
    }

    @Test
    void suspendsAndTellsARefusal() {
        assertThat(run("suspend", "--all", "--reason", "fire")).isZero();
        assertThat(received).singleElement().asString().contains("/v1/suspensions", "\"everywhere\":true");
        status = 403;
        answer = """
                {"type":"https://syndicate.dev/problems/forbidden","title":"No","status":403,"detail":"no"}""";
        assertThat(run("suspend", "--all", "--reason", "fire")).isEqualTo(1);
    }

    @Test
    void isUsedWronglyWithoutAReasonAndWithNotExactlyOneThing() {
        assertThat(run("revoke", "--all")).isEqualTo(2);
        assertThat(run("revoke", "--reason", "x")).isEqualTo(2);
        assertThat(run("revoke", "--all", "--session", "s", "--reason", "x")).isEqualTo(2);
        assertThat(run("suspend", "--reason", "x")).isEqualTo(2);
        assertThat(received).isEmpty();
    }

    private static int run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--token", "secret"));
        return SyndicateCli.commandLine().execute(line.toArray(String[]::new));
    }
}
