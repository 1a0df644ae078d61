package dev.syndicate.approval.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceApplication;
import dev.syndicate.approval.AuditServiceStandIn;
import dev.syndicate.testing.keys.TestKeys;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People who sign in at a real Keycloak, with its shapes of claims; docs/operations/sso.md shows the same settings. */
@SpringBootTest(
        classes = ApprovalServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "syndicate.security.claims.groups=groups,realm_access.roles",
            "syndicate.security.workspace-groups[acme/checkout]=/checkout/reviewers",
            "syndicate.console.client-secret=for-tests"
        })
@UsesPostgres(role = "approval_service")
class KeycloakIT {

    private static final TestKeys KEYS = TestKeys.temporary();
    private static final int PORT = freePort();
    private static final String CONSOLE = "http://127.0.0.1:" + PORT;
    private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static Keycloak keycloak;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        keycloak = Keycloak.start(freePort(), CONSOLE);
        registry.add("syndicate.services.keys", () -> KEYS.keys().toString());
        registry.add("syndicate.services.trust", () -> KEYS.trust().toString());
        registry.add("syndicate.security.issuer", keycloak::issuer);
        registry.add("syndicate.console.public-url", () -> CONSOLE);
        registry.add("server.port", () -> PORT);
        registry.add("server.address", () -> "127.0.0.1");
        registry.add(
                "syndicate.services.peers.audit-service.url",
                () -> AuditServiceStandIn.shared().url());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void rolesAndWorkspacesComeFromTheRealm() throws Exception {
        HttpClient riley = signIn("riley");
        assertThat(get(riley, CONSOLE + "/").body()).contains("<h1").contains("Riley Chen");
        assertThat(approvalsFor("riley", "acme/checkout")).isEqualTo(200);
        // A reviewer too, but of no workspace: her token gives her the page, and nothing of the workspace.
        assertThat(approvalsFor("robin", "acme/checkout")).isNotEqualTo(200);
    }

    @Test
    void whatEndsAtTheProviderEndsHereWithItsOpenStream() throws Exception {
        HttpClient riley = signIn("riley");
        HttpClient robin = signIn("robin");
        CompletableFuture<Long> stream = follow(riley);
        CompletableFuture<Long> others = follow(robin);
        keycloak.endSessionsOf("riley");
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
        assertThat(LOGIN_FORM.matcher(get(riley, CONSOLE + "/").body()).find()).isTrue();
        assertThat(get(robin, CONSOLE + "/").body()).contains("Robin Lindqvist");
        assertThat(others).isNotDone();
    }

    @Test
    void signingOutHereEndsTheSessionAtTheProviderAndTheStream() throws Exception {
        HttpClient riley = signIn("riley");
        CompletableFuture<Long> stream = follow(riley);
        HttpResponse<String> answer = post(riley, CONSOLE + "/logout", "_csrf=" + encode(found(CSRF, riley)));
        assertThat(LOGIN_FORM.matcher(answer.body()).find()).isTrue();
        assertThat(answer.uri().toString()).startsWith(keycloak.issuer());
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not.a.token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyaWxleSJ9."})
    void aLogoutTokenThatIsNotTheProvidersEndsNothing(String token) throws Exception {
        HttpClient riley = signIn("riley");
        HttpResponse<String> answer = post(
                HttpClient.newHttpClient(),
                CONSOLE + "/logout/connect/back-channel/syndicate",
                "logout_token=" + encode(token));
        assertThat(answer.statusCode()).isBetween(300, 499);
        assertThat(get(riley, CONSOLE + "/").body()).contains("Riley Chen");
    }

    /** An access token of hers is no logout token, though the provider signed it. */
    @Test
    void anAccessTokenEndsNothing() throws Exception {
        HttpClient riley = signIn("riley");
        HttpResponse<String> answer = post(
                HttpClient.newHttpClient(),
                CONSOLE + "/logout/connect/back-channel/syndicate",
                "logout_token=" + encode(keycloak.accessToken("riley")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(get(riley, CONSOLE + "/").body()).contains("Riley Chen");
    }

    private static HttpClient signIn(String person) throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new Cookies())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        Matcher form = LOGIN_FORM.matcher(get(browser, CONSOLE + "/").body());
        assertThat(form.find()).isTrue();
        HttpResponse<String> page =
                post(browser, form.group(1).replace("&amp;", "&"), "username=%s&password=%s".formatted(person, person));
        assertThat(page.uri().toString()).startsWith(CONSOLE + "/");
        assertThat(page.statusCode()).isEqualTo(200);
        return browser;
    }

    /** Opens the stream of a page, and counts its bytes once it has ended. */
    private static CompletableFuture<Long> follow(HttpClient browser) throws IOException, InterruptedException {
        HttpResponse<InputStream> live =
                browser.send(request(CONSOLE + "/live").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(live.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream events = live.body()) {
                return (long) events.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static int approvalsFor(String person, String workspace) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request(CONSOLE + "/v1/approvals?workspace=" + encode(workspace))
                                .header("Authorization", "Bearer " + keycloak.accessToken(person))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String found(Pattern pattern, HttpClient browser) throws IOException, InterruptedException {
        Matcher found = pattern.matcher(get(browser, CONSOLE + "/").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static HttpResponse<String> get(HttpClient browser, String url) throws IOException, InterruptedException {
        return browser.send(request(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient browser, String url, String form)
            throws IOException, InterruptedException {
        return browser.send(
                request(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
