package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.platform.fixture.RunningPlatform;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestToken;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityIT extends RunningPlatform {

    @Test
    void readsThePersonFromTheToken() {
        HttpResponse<String> answer =
                get("/v1/person", ISSUER.dana().authenticatedBy("pwd", "otp").bearer());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("issuer").asString()).isEqualTo(ISSUER.issuer());
        assertThat(json(answer).path("subject").asString()).isEqualTo("dana");
        assertThat(json(answer).path("methods")).hasSize(2);
        assertThat(json(answer).path("roles").toString()).isEqualTo("[\"developer\"]");
        assertThat(json(answer).path("spaces").toString()).isEqualTo("[\"acme/checkout\"]");
    }

    @Test
    void refusesRequestsWithoutAToken() {
        HttpResponse<String> answer = get("/v1/person", null);

        assertThat(problem(answer)).isEqualTo("401 unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    void refusesForgedExpiredAndForeignTokens() {
        TestToken dana = ISSUER.dana();
        TestToken foreign = TestIssuer.another().dana();
        String[] refused = {
            dana.expired().bearer(),
            dana.audience("somebody-else").bearer(),
            dana.without("exp").bearer(),
            dana.with("iss", "http://127.0.0.1:1").bearer(),
            dana.type("syndicate-permit+jwt").bearer(),
            dana.type("logout+jwt").bearer(),
            foreign.bearer(),
            foreign.with("iss", ISSUER.issuer()).bearer(),
            tampered(dana.bearer()),
            unsigned(dana.sign()),
            "Bearer nonsense",
            "Bearer a.b.c"
        };

        for (String bearer : refused) {
            assertThat(problem(get("/v1/person", bearer))).isEqualTo("401 invalid-token");
        }
    }

    @Test
    void refusesTokensWithoutAHuman() {
        assertThat(problem(get(
                        "/v1/principal", ISSUER.token("x").ofClient("some-bot").bearer())))
                .isEqualTo("403 no-accountable-human");
        assertThat(problem(get(
                        "/v1/principal",
                        ISSUER.dana().with("gty", "client-credentials").bearer())))
                .isEqualTo("403 no-accountable-human");
        assertThat(problem(get(
                        "/v1/principal",
                        ISSUER.dana()
                                .with("preferred_username", "service-account-bot")
                                .bearer())))
                .isEqualTo("403 no-accountable-human");
    }

    @Test
    void acceptsAWorkloadThatSomebodyAnswersFor() {
        String nightly = ISSUER.token("x").ofClient("nightly-build").bearer();

        assertThat(json(get("/v1/principal", nightly)).toString())
                .contains("\"kind\":\"WORKLOAD\"", "\"accountable\":\"Dana Developer\"");
        assertThat(problem(get("/v1/person", nightly))).isEqualTo("403 forbidden");
    }

    @Test
    void givesRolesByGroupsOnly() {
        assertThat(get("/v1/reviews", ISSUER.riley().bearer()).statusCode()).isEqualTo(200);
        assertThat(problem(get("/v1/reviews", ISSUER.dana().bearer()))).isEqualTo("403 forbidden");
        assertThat(problem(get(
                        "/v1/reviews", ISSUER.dana().with("roles", "reviewer").bearer())))
                .isEqualTo("403 forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/unmatched", "/v1/nothing-there", "/actuator/env", "/actuator/heapdump", "/"})
    void deniesWhatNoRuleNames(String path) {
        assertThat(problem(get(path, null))).isEqualTo("401 unauthenticated");
        assertThat(problem(get(path, ISSUER.olive().bearer()))).isEqualTo("403 forbidden");
    }

    @Test
    void knowsServicesByTheirSignedTokens() {
        HttpResponse<String> answer = get("/v1/services", SERVICES.bearer("execution-gateway", "policy-service"));

        assertThat(answer.body()).isEqualTo("execution-gateway");
        assertThat(problem(get("/v1/services", ISSUER.olive().bearer()))).isEqualTo("403 forbidden");
        assertThat(problem(get("/v1/person", SERVICES.bearer("execution-gateway", "policy-service"))))
                .isEqualTo("403 forbidden");
    }

    @Test
    void refusesServiceTokensForAnotherService() {
        assertThat(problem(get("/v1/services", SERVICES.bearer("execution-gateway", "audit-service"))))
                .isEqualTo("401 invalid-token");
    }

    @Test
    void hardensEveryAnswer() {
        var headers = get("/v1/person", null).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    private static String tampered(String bearer) {
        int middle = bearer.indexOf('.') + 20;
        char other = bearer.charAt(middle) == 'A' ? 'B' : 'A';
        return bearer.substring(0, middle) + other + bearer.substring(middle + 1);
    }

    private static String unsigned(String token) {
        return "Bearer eyJhbGciOiJub25lIn0." + token.split("\\.")[1] + ".";
    }
}
