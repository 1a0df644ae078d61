package dev.syndicate.cli.identity;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Signs a person in on another screen (RFC 8628): shows a code and an address, and waits. */
final class DeviceSignIn {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int DEFAULT_INTERVAL = 5;

    private final Api issuer;
    private final PrintStream out;

    DeviceSignIn(URI issuer, PrintStream out) {
        this.issuer = Api.at(issuer);
        this.out = out;
    }

    String accessToken() {
        Answer started = issuer.postText(
                        "/oauth2/device_authorization",
                        Authorization.form(Map.of("client_id", Authorization.CLI, "scope", "profile syndicate")),
                        FORM)
                .orRefused();
        out.printf(
                "Open %s and check that it shows %s%n",
                started.text("verification_uri_complete"), started.text("user_code"));
        return await(
                started.text("device_code"), started.json().path("interval").asInt(DEFAULT_INTERVAL));
    }

    private String await(String deviceCode, int interval) {
        int pause = interval;
        while (true) {
            sleep(pause);
            Answer answer = ask(deviceCode);
            switch (answer.text("error")) {
                case "" -> {
                    return answer.orRefused().text("access_token");
                }
                case "authorization_pending" -> {}
                case "slow_down" -> pause += DEFAULT_INTERVAL;
                default ->
                    throw new SignInException(
                            "Not signed in: " + answer.text("error").replace('_', ' ') + ".");
            }
        }
    }

    private Answer ask(String deviceCode) {
        return issuer.postText(
                "/oauth2/token",
                Authorization.form(Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id",
                        Authorization.CLI,
                        "device_code",
                        deviceCode)),
                FORM);
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SignInException("Interrupted; nobody was signed in.");
        }
    }
}
