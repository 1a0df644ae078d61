package dev.syndicate.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser, as far as these tests need one: cookies, forms with their CSRF token, redirects by hand. */
final class Browser {

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    HttpResponse<String> post(URI address, Map<String, String> form) {
        return send(posting(address, form));
    }

    HttpResponse<String> post(URI address, Map<String, String> form, String authorization) {
        return send(posting(address, form).header("Authorization", authorization));
    }

    private static HttpRequest.Builder posting(URI address, Map<String, String> form) {
        return HttpRequest.newBuilder(address)
                .header("Accept", "text/html,application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    }

    /** Follows redirects of this server until a page or a foreign address comes. */
    HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> current = response;
        while (current.statusCode() == 302
                && target(current).getPort() == response.uri().getPort()) {
            current = get(target(current));
        }
        return current;
    }

    HttpResponse<String> signIn(HttpResponse<String> loginPage, String name) {
        return follow(post(
                loginPage.uri().resolve("/login"),
                Map.of("username", name, "password", name, "_csrf", field(loginPage, "_csrf"))));
    }

    static URI target(HttpResponse<String> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    }

    static String field(HttpResponse<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(page.body());
        if (!field.find()) {
            throw new AssertionError("no field " + name + " in " + page.uri() + ": " + page.body());
        }
        return field.group(1);
    }

    static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
