package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.syndicate.platform.eventstore.RemoteCallInTransactionException;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

class PeerClientsTest {

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> correlations = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/quick", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            correlations.add(exchange.getRequestHeaders().getFirst(Correlation.HEADER));
            byte[] body = "answer".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/stalled", exchange -> {
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.stop(0);
    }

    @Test
    void signsEachRequestAnewForItsAudience() {
        try (var ignored = MDC.putCloseable(Correlation.MEMBER, "trial-9")) {
            get("/quick", Duration.ofSeconds(30));
            get("/quick", Duration.ofSeconds(30));
        }

        assertThat(correlations).containsOnly("trial-9");
        assertThat(authorizations)
                .doesNotHaveDuplicates()
                .allSatisfy(header -> assertThat(TestServices.shared()
                                .tokensOf("audit-service")
                                .verify(header.substring("Bearer ".length())))
                        .isEqualTo(new AuthenticatedService("approval-service")));
    }

    @Test
    void stopsWaitingInTime() {
        assertThatThrownBy(() -> get("/stalled", Duration.ofMillis(200))).isInstanceOf(ResourceAccessException.class);
    }

    @Test
    void neverCallsInsideATransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> get("/quick", Duration.ofSeconds(30)))
                    .isInstanceOf(RemoteCallInTransactionException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(authorizations).isEmpty();
    }

    @Test
    void knowsConfiguredPeersOnly() {
        assertThatThrownBy(() -> clients().client("somebody")).isInstanceOf(IllegalArgumentException.class);
    }

    private String get(String path, Duration patience) {
        return clients()
                .client("audit-service", patience)
                .get()
                .uri(path)
                .retrieve()
                .body(String.class);
    }

    private PeerClients clients() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        PeerProperties.Peer audit = new PeerProperties.Peer(url, Duration.ofSeconds(2), Duration.ofSeconds(30));
        PeerProperties properties =
                new PeerProperties(Path.of("keys"), Path.of("trust"), Map.of("audit-service", audit));
        return new PeerClients(properties, TestServices.shared().tokensOf("approval-service"), RestClient.builder());
    }
}
