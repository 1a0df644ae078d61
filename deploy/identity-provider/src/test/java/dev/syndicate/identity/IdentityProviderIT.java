package dev.syndicate.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class IdentityProviderIT {

    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-section-4-1";
    private static final String LOOPBACK = "http://127.0.0.1:49152/callback";

    @TempDir
    static Path state;

    private static URI issuer;
    private static ConfigurableApplicationContext provider;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws IOException {
        issuer = URI.create("http://127.0.0.1:" + freePort());
        provider = run();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void beginsNoSessionForABrowserThatAsksForAnIcon() {
        HttpResponse<String> icon = browser.get(issuer.resolve("/favicon.ico"));
        assertThat(icon.statusCode()).isEqualTo(404);
        assertThat(icon.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void signsAPersonInByCodeAndPkceAndSaysWhoTheyAre() throws Exception {
        JWTClaimsSet claims = verified(accessToken(codeFlow("syndicate-cli", "dana", VERIFIER)));

        assertThat(claims.getIssuer()).isEqualTo(issuer.toString());
        assertThat(claims.getSubject()).isEqualTo("dana");
        assertThat(claims.getAudience()).containsExactly("syndicate");
        assertThat(claims.getStringClaim("name")).isEqualTo("Dana Okafor");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo("dana");
        assertThat(claims.getStringListClaim("groups")).containsExactly("syndicate-developers");
        assertThat(claims.getStringListClaim("workspaces")).containsExactly("acme/checkout");
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
    }

    @Test
    void refusesACodeWhoseVerifierIsAnother() {
        HttpResponse<String> answer = codeFlow("syndicate-cli", "dana", VERIFIER + "-another");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @Test
    void refusesAnAuthorizationRequestWithoutPkce() {
        Map<String, String> request = authorization("syndicate-cli");
        request.remove("code_challenge");
        request.remove("code_challenge_method");

        HttpResponse<String> login = browser.follow(browser.get(endpoint("/oauth2/authorize", request)));

        assertThat(Browser.target(login).getQuery()).contains("error=invalid_request");
    }

    @Test
    void refusesAWrongPassword() {
        HttpResponse<String> page = browser.get(endpoint("/login", Map.of()));
        HttpResponse<String> answer = browser.post(
                endpoint("/login", Map.of()),
                Map.of("username", "dana", "password", "riley", "_csrf", Browser.field(page, "_csrf")));

        assertThat(Browser.target(answer)).hasToString(issuer + "/login?error");
    }

    @Test
    void letsADeviceInOnlyAfterThePersonConfirms() throws Exception {
        HttpResponse<String> started = browser.post(
                endpoint("/oauth2/device_authorization", Map.of()),
                Map.of("client_id", "syndicate-cli", "scope", "syndicate"));
        String complete = json(started, "verification_uri_complete");
        String deviceCode = json(started, "device_code");
        assertThat(complete).startsWith(issuer + "/activate?user_code=");
        assertThat(deviceToken(deviceCode).body()).contains("authorization_pending");

        Browser person = new Browser();
        HttpResponse<String> confirm = person.signIn(person.follow(person.get(endpoint("/login", Map.of()))), "dana");
        assertThat(confirm.statusCode()).isEqualTo(200);
        HttpResponse<String> question = person.follow(person.get(URI.create(complete)));
        assertThat(question.body()).contains("Connect this tool?").contains("dana");
        assertThat(deviceToken(deviceCode).body()).contains("authorization_pending");

        HttpResponse<String> done = person.follow(person.post(
                endpoint("/oauth2/device_verification", Map.of()),
                Map.of(
                        "client_id", Browser.field(question, "client_id"),
                        "state", Browser.field(question, "state"),
                        "user_code", Browser.field(question, "user_code"),
                        "scope", Browser.field(question, "scope"),
                        "_csrf", Browser.field(question, "_csrf"))));
        assertThat(done.body()).contains("Connected");

        assertThat(verified(accessToken(deviceToken(deviceCode))).getSubject()).isEqualTo("dana");
        assertThat(deviceToken(deviceCode).statusCode()).isEqualTo(400);
    }

    @Test
    void saysOfACodeThatIsUnknownThatNothingWasConnected() {
        browser.signIn(browser.get(endpoint("/login", Map.of())), "dana");
        HttpResponse<String> answer =
                browser.follow(browser.get(endpoint("/activate", Map.of("user_code", "AAAA-AAAA"))));

        assertThat(answer.body()).contains("Nothing was connected");
    }

    @Test
    void aTokenForAWorkloadNamesNoPerson() throws Exception {
        String basic = Base64.getEncoder().encodeToString("ci-runner:ci-runner".getBytes(UTF_8));
        HttpResponse<String> answer = browser.post(
                endpoint("/oauth2/token", Map.of()), Map.of("grant_type", "client_credentials"), "Basic " + basic);
        JWTClaimsSet claims = verified(accessToken(answer));

        assertThat(claims.getSubject()).isEqualTo("ci-runner");
        assertThat(claims.getClaims()).doesNotContainKeys("groups", "workspaces", "preferred_username", "amr");
    }

    @Test
    void aTokenForAnotherApplicationIsNotForSyndicate() throws Exception {
        JWTClaimsSet claims = verified(accessToken(codeFlow("other-application", "dana", VERIFIER)));

        assertThat(claims.getAudience()).containsExactly("other-application");
    }

    @Test
    void refusesARedirectToAnotherAddress() {
        Map<String, String> request = authorization("syndicate-cli");
        request.put("redirect_uri", "http://192.0.2.1/callback");

        assertThat(browser.follow(browser.get(endpoint("/oauth2/authorize", request)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void keepsItsKeyAcrossARestart() throws Exception {
        String token = accessToken(codeFlow("syndicate-cli", "riley", VERIFIER));
        provider.close();
        provider = run();

        assertThat(verified(token).getSubject()).isEqualTo("riley");
    }

    private HttpResponse<String> codeFlow(String client, String name, String verifier) {
        HttpResponse<String> login = browser.follow(browser.get(endpoint("/oauth2/authorize", authorization(client))));
        HttpResponse<String> redirect = browser.signIn(login, name);
        URI callback = Browser.target(redirect);
        assertThat(callback).hasToString(LOOPBACK + "?" + callback.getRawQuery());
        assertThat(callback.getQuery()).contains("state=some-state");
        return browser.post(
                endpoint("/oauth2/token", Map.of()),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", client,
                        "code", callback.getQuery().replaceAll(".*code=([^&]*).*", "$1"),
                        "redirect_uri", LOOPBACK,
                        "code_verifier", verifier));
    }

    private HttpResponse<String> deviceToken(String deviceCode) {
        return browser.post(
                endpoint("/oauth2/token", Map.of()),
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id", "syndicate-cli",
                        "device_code", deviceCode));
    }

    private static Map<String, String> authorization(String client) {
        Map<String, String> request = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", client,
                "scope", "openid syndicate",
                "redirect_uri", LOOPBACK,
                "state", "some-state",
                "code_challenge_method", "S256"));
        request.put("code_challenge", challenge());
        return request;
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.load(issuer.resolve("/oauth2/jwks").toURL());
        RSASSAVerifier verifier = new RSASSAVerifier(
                keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey());
        assertThat(jwt.verify(verifier)).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static String accessToken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer, "access_token");
    }

    private static String json(HttpResponse<String> answer, String field) {
        Matcher value = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(answer.body());
        assertThat(value.find()).as(answer.body()).isTrue();
        return value.group(1);
    }

    private static URI endpoint(String path, Map<String, String> query) {
        return issuer.resolve(path + (query.isEmpty() ? "" : "?" + Browser.encoded(query)));
    }

    private static ConfigurableApplicationContext run() {
        return SpringApplication.run(
                IdentityProviderApplication.class,
                "--server.port=" + issuer.getPort(),
                "--syndicate.identity.issuer=" + issuer,
                "--syndicate.identity.state=" + state);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
