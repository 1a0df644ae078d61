package dev.syndicate.approval.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceApplication;
import dev.syndicate.approval.AuditServiceStandIn;
import dev.syndicate.testing.keys.TestKeys;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.postgres.UsesPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console before a real Keycloak, and browsers of people who sign in there. */
@SpringBootTest(
        classes = ApprovalServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "syndicate.security.claims.groups=groups,realm_access.roles",
            "syndicate.security.workspace-groups[acme/checkout]=/checkout/reviewers",
            "syndicate.console.client-secret=for-tests"
        })
@UsesPostgres(role = "approval_service")
abstract class BeforeKeycloak {

    static final String CONSOLE = "http://127.0.0.1:" + freePort();

    /** Where another replica of the console is, if a test starts one. Keycloak knows it as a place to send people back to. */
    static final String REPLICA = "http://127.0.0.1:" + freePort();

    static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static final TestKeys KEYS = TestKeys.temporary();

    private static @Nullable Keycloak keycloak;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        properties(CONSOLE).forEach((name, value) -> registry.add(name, () -> value));
    }

    /** What a console at this address has to know, besides its database. */
    static Map<String, Object> properties(String console) throws IOException, InterruptedException {
        Map<String, Object> properties = new HashMap<>(TestDatabase.ROOM);
        properties.put("syndicate.services.keys", KEYS.keys().toString());
        properties.put("syndicate.services.trust", KEYS.trust().toString());
        properties.put("syndicate.security.issuer", keycloak().issuer());
        properties.put("syndicate.console.public-url", console);
        properties.put("server.port", URI.create(console).getPort());
        properties.put("server.address", "127.0.0.1");
        properties.put(
                "syndicate.services.peers.audit-service.url",
                AuditServiceStandIn.shared().url());
        return properties;
    }

    /** Started once for all tests of a run; it stops with the virtual machine. */
    static synchronized Keycloak keycloak() throws IOException, InterruptedException {
        Keycloak running = keycloak;
        if (running == null) {
            running = Keycloak.start(freePort(), CONSOLE, REPLICA);
            keycloak = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop-keycloak"));
        }
        return running;
    }

    static HttpClient signIn(String person) throws IOException, InterruptedException {
        return signIn(CONSOLE, person);
    }

    /** A browser of its own, signed in to this console. */
    static HttpClient signIn(String console, String person) throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new Cookies())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        Matcher form = LOGIN_FORM.matcher(get(browser, console + "/").body());
        assertThat(form.find()).isTrue();
        HttpResponse<String> page =
                post(browser, form.group(1).replace("&amp;", "&"), "username=%s&password=%s".formatted(person, person));
        assertThat(page.uri().toString()).startsWith(console + "/");
        assertThat(page.statusCode()).isEqualTo(200);
        return browser;
    }

    /** Opens the stream of a page, and counts its bytes once it has ended. */
    static CompletableFuture<Long> follow(HttpClient browser, String console) throws IOException, InterruptedException {
        HttpResponse<InputStream> live =
                browser.send(request(console + "/live").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(live.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return CompletableFuture.supplyAsync(() -> length(live.body()), Thread::startVirtualThread);
    }

    private static long length(InputStream events) {
        try (events) {
            return events.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> get(HttpClient browser, String url) throws IOException, InterruptedException {
        return browser.send(request(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(HttpClient browser, String url, String form)
            throws IOException, InterruptedException {
        return browser.send(
                request(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
