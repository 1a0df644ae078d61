package dev.syndicate.approval.console;

import dev.syndicate.approval.AuditServiceStandIn;
import dev.syndicate.testing.browser.Chromium;
import dev.syndicate.testing.keys.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What the browser's tests share: one browser, one identity provider, and the addresses of both. */
final class ConsoleStage {

    static final TestKeys KEYS = TestKeys.temporary();
    static final AuditServiceStandIn AUDIT = AuditServiceStandIn.shared();
    static final GatewayStandIn GATEWAY = new GatewayStandIn();

    private static final int CONSOLE_PORT = freePort();
    static final String CONSOLE = "http://127.0.0.1:" + CONSOLE_PORT;
    static final String BY_ANOTHER_NAME = "http://localhost:" + CONSOLE_PORT;

    private static LocalIdentityProvider provider;
    private static Chromium chromium;

    private ConsoleStage() {}

    /** Starts both once; they end with the tests' process. */
    static synchronized void register(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        if (provider == null) {
            provider = LocalIdentityProvider.start(freePort(), CONSOLE);
            Runtime.getRuntime().addShutdownHook(new Thread(ConsoleStage::close));
        }
        registry.add("syndicate.services.keys", () -> KEYS.keys().toString());
        registry.add("syndicate.services.trust", () -> KEYS.trust().toString());
        registry.add("syndicate.security.issuer", provider::url);
        registry.add("syndicate.console.public-url", () -> CONSOLE);
        registry.add("server.port", () -> CONSOLE_PORT);
        registry.add("server.address", () -> "127.0.0.1");
        registry.add("syndicate.services.peers.audit-service.url", AUDIT::url);
        registry.add("syndicate.services.peers.execution-gateway.url", GATEWAY::url);
    }

    static String issuer() {
        return provider.url();
    }

    static LocalIdentityProvider provider() {
        return provider;
    }

    static synchronized Chromium chromium() {
        if (chromium == null) {
            chromium = Chromium.launch();
        }
        return chromium;
    }

    private static void close() {
        try {
            provider.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
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
