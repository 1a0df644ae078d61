package dev.syndicate.cli.identity;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of the authorization code flow with PKCE (RFC 6749, RFC 7636): the address to send the browser to, and the
 * exchange of the code that comes back.
 *
 * @param issuer the identity provider
 * @param client the client id
 * @param redirect where the code comes back
 * @param state what must come back with it
 * @param pkce the proof that it was we who asked
 */
record Authorization(URI issuer, String client, URI redirect, String state, Pkce pkce) {

    static final String CLI = "syndicate-cli";

    static Authorization begin(URI issuer, String client, URI redirect) {
        return new Authorization(issuer, client, redirect, Pkce.randomText(), Pkce.random());
    }

    URI address() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client);
        query.put("scope", "openid profile syndicate");
        query.put("redirect_uri", redirect.toString());
        query.put("state", state);
        query.put("code_challenge", pkce.challenge());
        query.put("code_challenge_method", "S256");
        return issuer.resolve("/oauth2/authorize?" + form(query));
    }

    /** The access token for the code in this callback. */
    String accessToken(URI callback) {
        Map<String, String> query = parse(callback.getRawQuery());
        if (!state.equals(query.get("state"))) {
            throw new SignInException("The answer of " + issuer + " belongs to another sign-in; nothing was accepted.");
        }
        String code = query.get("code");
        if (code == null) {
            throw new SignInException(issuer + " did not sign in: " + query.getOrDefault("error", "no reason given"));
        }
        return exchange(code);
    }

    private String exchange(String code) {
        Answer answer = Api.at(issuer)
                .postText(
                        "/oauth2/token",
                        form(Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                client,
                                "code",
                                code,
                                "redirect_uri",
                                redirect.toString(),
                                "code_verifier",
                                pkce.verifier())),
                        "application/x-www-form-urlencoded");
        return answer.orRefused().text("access_token");
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> parse(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }
}
