package dev.syndicate.approval.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in at a real Keycloak, with its shapes of claims; docs/operations/sso.md shows the same settings. */
class KeycloakIT extends BeforeKeycloak {

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
        CompletableFuture<Long> stream = follow(riley, CONSOLE);
        CompletableFuture<Long> others = follow(robin, CONSOLE);
        keycloak().endSessionsOf("riley");
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
        assertThat(LOGIN_FORM.matcher(get(riley, CONSOLE + "/").body()).find()).isTrue();
        assertThat(get(robin, CONSOLE + "/").body()).contains("Robin Lindqvist");
        assertThat(others).isNotDone();
    }

    @Test
    void signingOutHereEndsTheSessionAtTheProviderAndTheStream() throws Exception {
        HttpClient riley = signIn("riley");
        CompletableFuture<Long> stream = follow(riley, CONSOLE);
        HttpResponse<String> answer = post(riley, CONSOLE + "/logout", "_csrf=" + encode(found(CSRF, riley)));
        assertThat(LOGIN_FORM.matcher(answer.body()).find()).isTrue();
        assertThat(answer.uri().toString()).startsWith(keycloak().issuer());
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
                "logout_token=" + encode(keycloak().accessToken("riley")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(get(riley, CONSOLE + "/").body()).contains("Riley Chen");
    }

    private static int approvalsFor(String person, String workspace) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request(CONSOLE + "/v1/approvals?workspace=" + encode(workspace))
                                .header("Authorization", "Bearer " + keycloak().accessToken(person))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String found(Pattern pattern, HttpClient browser) throws IOException, InterruptedException {
        Matcher found = pattern.matcher(get(browser, CONSOLE + "/").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
