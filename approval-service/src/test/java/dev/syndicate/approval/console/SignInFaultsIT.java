package dev.syndicate.approval.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An identity provider that stands still, or refuses, when somebody has just signed in there: before the console has tokens. */
class SignInFaultsIT extends ConsoleBrowserIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void saysThatTheProviderDoesNotAnswer() throws Exception {
        URI callback = atTheProvider("riley");
        ConsoleStage.provider().freeze();
        HttpResponse<String> refused;
        try {
            refused = get(callback);
        } finally {
            ConsoleStage.provider().thaw();
        }
        assertThat(location(refused)).isEqualTo(URI.create(ConsoleStage.CONSOLE + "/signed-out?unavailable"));
        assertThat(get(location(refused)).body()).contains("Signing in does not work now");
        // Whoever tries again gets in.
        assertThat(location(get(atTheProvider("riley"))).getPath()).isEqualTo("/");
        assertThat(get(URI.create(ConsoleStage.CONSOLE + "/")).body()).contains("<h1");
    }

    @Test
    void saysThatNobodyIsKnownWhereTheProviderRefusesTheCode() throws Exception {
        String callback = atTheProvider("riley").toString();
        HttpResponse<String> refused = get(URI.create(callback.replaceFirst("code=[^&]+", "code=another")));
        assertThat(location(refused)).isEqualTo(URI.create(ConsoleStage.CONSOLE + "/signed-out?failed"));
        assertThat(get(location(refused)).body()).contains("You could not be signed in");
    }

    /** Signs in there, up to the address that the provider sends the browser back to. */
    private URI atTheProvider(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = follow(get(URI.create(ConsoleStage.CONSOLE + "/")));
        if (answer.statusCode() == 200) {
            Matcher csrf = CSRF.matcher(answer.body());
            assertThat(csrf.find()).isTrue();
            String form = "username=%s&password=%s&_csrf=%s"
                    .formatted(name, name, URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8));
            answer = follow(send(HttpRequest.newBuilder(URI.create(ConsoleStage.issuer() + "/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
        }
        assertThat(location(answer).getQuery()).contains("code=");
        return location(answer);
    }

    /** Follows redirects up to a page, or to the one that brings the code back. */
    private HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        HttpResponse<String> latest = answer;
        while (latest.statusCode() == 302 && !location(latest).getPath().startsWith("/login/oauth2/code/")) {
            latest = get(location(latest));
        }
        return latest;
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(
                request.header("Accept", "text/html").timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }
}
