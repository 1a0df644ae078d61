package dev.syndicate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnlineVerificationTest {

    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            byte[] answer = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void waitsUntilTheVerificationHasEnded() {
        answers.addAll(List.of(
                "{\"id\":\"v\",\"state\":\"running\"}",
                "{\"id\":\"v\",\"state\":\"completed\",\"intact\":true,\"firstSequence\":0,\"lastSequence\":9}"));

        assertThat(verification().run().intact()).isTrue();
        assertThat(answers).isEmpty();
    }

    @Test
    void namesTheFirstBrokenRecord() {
        answers.add(
                "{\"state\":\"completed\",\"intact\":false,\"code\":\"link\",\"brokenSequence\":6,\"detail\":\"d\"}");

        assertThat(verification().run().sentence()).startsWith("BROKEN at record 6 (link)");
    }

    @Test
    void takesAnAnswerThatDoesNotSayIntactForBroken() {
        answers.add("{\"state\":\"completed\"}");

        assertThat(verification().run().intact()).isFalse();
    }

    @Test
    void takesAVerificationThatFailedForNeither() {
        answers.add("{\"state\":\"failed\",\"detail\":\"the database is away\"}");

        assertThatThrownBy(verification()::run)
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("the database is away");
    }

    @Test
    void takesARefusalForNeither() {
        status = 401;
        answers.add("{\"title\":\"The token is not accepted\"}");

        assertThatThrownBy(verification()::run).isInstanceOf(RefusedException.class);
    }

    private OnlineVerification verification() {
        return new OnlineVerification(
                Api.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }
}
