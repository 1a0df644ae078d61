package dev.syndicate.cli.identity;

import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs a person of the development identity provider in without a browser: it fills in the same login page that a
 * browser would show, in the same authorization code flow with PKCE. There is no other way to a token.
 */
public final class PasswordSignIn {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 10;

    private final URI issuer;
    private final String client;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public PasswordSignIn(URI issuer) {
        this(issuer, Authorization.CLI);
    }

    /** As another client of the provider, for example one whose tokens are for somebody else. */
    public PasswordSignIn(URI issuer, String client) {
        this.issuer = issuer;
        this.client = client;
    }

    /** The token that was given, or else one of this person of the local installation, whose password is the name. */
    public static String bearer(@Nullable String token, URI issuer, String user) {
        return token != null && !token.isBlank() ? token : new PasswordSignIn(issuer).accessToken(user, user);
    }

    /**
     * Opens a page of an application that signs people in at the provider, and signs this person in there.
     *
     * @return the client that now has their session with the application
     */
    public HttpClient browser(URI page, String name, String password) {
        HttpResponse<String> login = followAnywhere(get(page));
        HttpResponse<String> back = followAnywhere(post(credentials(), form(name, password, login)));
        if (!back.uri().getAuthority().equals(page.getAuthority())) {
            throw new SignInException("The identity provider did not send " + name + " back to " + page);
        }
        return http;
    }

    /** An access token of this person. */
    public String accessToken(String name, String password) {
        // Nobody listens there, and nobody needs to: the redirect ends here.
        Authorization authorization = Authorization.begin(issuer, client, URI.create("http://127.0.0.1:1/callback"));
        HttpResponse<String> login = follow(get(authorization.address()));
        HttpResponse<String> redirect = follow(post(credentials(), form(name, password, login)));
        URI callback = target(redirect);
        if (!callback.toString().startsWith(authorization.redirect().toString())) {
            throw new SignInException("The identity provider knows no " + name
                    + " with this password. ./syndicate token --help lists the people.");
        }
        return authorization.accessToken(callback);
    }

    private URI credentials() {
        return issuer.resolve("/login");
    }

    private static Map<String, String> form(String name, String password, HttpResponse<String> login) {
        return Map.of("username", name, "password", password, "_csrf", csrf(login));
    }

    private static String csrf(HttpResponse<String> login) {
        Matcher field = CSRF.matcher(login.body());
        if (!field.find()) {
            throw new SignInException(login.uri() + " is not the login page of the development identity provider.");
        }
        return field.group(1);
    }

    private HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> current = response;
        for (int i = 0; i < MOST_REDIRECTS && isOwnRedirect(current); i++) {
            current = get(target(current));
        }
        return current;
    }

    private HttpResponse<String> followAnywhere(HttpResponse<String> response) {
        HttpResponse<String> current = response;
        for (int i = 0; i < MOST_REDIRECTS && current.statusCode() / 100 == 3; i++) {
            current = get(target(current));
        }
        return current;
    }

    private boolean isOwnRedirect(HttpResponse<String> response) {
        return response.statusCode() == 302 && target(response).getAuthority().equals(issuer.getAuthority());
    }

    private static URI target(HttpResponse<String> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElse(""));
    }

    private HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(URI address, Map<String, String> form) {
        return send(HttpRequest.newBuilder(address)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Authorization.form(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(Duration.ofSeconds(30)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UnreachableException(request.uri(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(request.uri(), stopped);
        }
    }
}
