package dev.syndicate.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.platform.fixture.RunningPlatform;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ProblemIT extends RunningPlatform {

    private static final String[] JSON = {"Content-Type", "application/json"};

    @Test
    void answersTypedProblemsWithExtrasAndCorrelation() {
        HttpResponse<String> answer = send(request("/v1/failures/typed")
                .header("Authorization", ISSUER.dana().bearer())
                .header("X-Correlation-Id", "trial-1"));

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("trial-1");
        assertThat(answer.body())
                .contains("\"type\":\"https://syndicate.dev/problems/conflict\"")
                .contains("\"status\":409", "\"detail\":\"Because\"", "\"other\":[\"a\",1]")
                .contains("\"correlationId\":\"trial-1\"", "\"instance\":\"/v1/failures/typed\"");
    }

    @Test
    void answersRefusedCommandsAsTheirProblem() {
        assertThat(problem(get("/v1/failures/command", ISSUER.dana().bearer()))).isEqualTo("409 conflict");
    }

    @Test
    void keepsTheTextsOfFailuresInside() {
        HttpResponse<String> unknown = get("/v1/failures/unknown", ISSUER.dana().bearer());
        HttpResponse<String> database =
                get("/v1/failures/database", ISSUER.dana().bearer());

        assertThat(problem(unknown)).isEqualTo("500 internal-error");
        assertThat(problem(database)).isEqualTo("503 database-unavailable");
        assertThat(problem(get("/v1/failures/dispatch", ISSUER.dana().bearer())))
                .as("Axon cannot begin a transaction")
                .isEqualTo("503 database-unavailable");
        assertThat(unknown.body() + database.body()).doesNotContain("SELECT", "secret", "Exception");
        assertThat(database.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void replacesCorrelationIdsThatDoNotBelongInALog() {
        HttpResponse<String> answer = send(request("/v1/failures/none")
                .header("Authorization", ISSUER.dana().bearer())
                .header("X-Correlation-Id", "a b\"c"));

        assertThat(answer.headers().firstValue("X-Correlation-Id"))
                .hasValueSatisfying(
                        id -> assertThat(id).isEqualTo(answer.body()).hasSize(36));
    }

    @Test
    void refusesBodiesThatAreNotJson() {
        assertThat(problem(typed("{"))).isEqualTo("400 malformed-json");
        assertThat(problem(typed(""))).isEqualTo("400 malformed-json");
        assertThat(problem(typed("{\"name\":\"a\",\"name\":\"b\"}"))).isEqualTo("400 malformed-json");
        assertThat(problem(typed("{\"name\":\"a\"} {}"))).isEqualTo("400 invalid-request");
    }

    @Test
    void saysWhereAValueIsWrongButNotWhatItIs() {
        HttpResponse<String> answer = typed("{\"name\":\"a\",\"approval\":\"not-an-id-4711\",\"amount\":1}");

        assertThat(problem(answer)).isEqualTo("400 invalid-request");
        assertThat(answer.body()).contains("/approval").doesNotContain("4711");
        HttpResponse<String> invalid =
                typed("{\"name\":\" \",\"approval\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"amount\":1}");
        assertThat(problem(invalid)).isEqualTo("400 invalid-request");
        assertThat(invalid.body()).contains("\"field\":\"name\"");
    }

    @Test
    void refusesInadmissibleJsonWithItsCode() {
        HttpResponse<String> answer = post("/v1/raw", ISSUER.dana().bearer(), "{\"a\":1,\"a\":2}", JSON);

        assertThat(problem(answer)).isEqualTo("400 inadmissible-json");
        assertThat(answer.body()).contains("\"code\":\"duplicate-name\"");
    }

    @Test
    void refusesTenMegabytesBeforeReadingThem() {
        String large = "{\"a\":\"" + "x".repeat(10_000_000) + "\"}";

        assertThat(problem(post("/v1/raw", ISSUER.dana().bearer(), large, JSON)))
                .isEqualTo("413 payload-too-large");
        assertThat(problem(typed("{\"name\":\"" + "x".repeat(3000) + "\"}"))).isEqualTo("413 payload-too-large");
    }

    @Test
    void refusesTooMuchOfUndeclaredLength() {
        byte[] large = new byte[3_000_000];
        for (String path : new String[] {"/v1/raw", "/v1/typed"}) {
            HttpResponse<String> answer = send(request(path)
                    .header("Authorization", ISSUER.dana().bearer())
                    .headers(JSON)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blank(large)))));

            assertThat(problem(answer)).isEqualTo("413 payload-too-large");
        }
    }

    @Test
    void refusesOtherMediaTypesMethodsAndMissingHeaders() {
        String dana = ISSUER.dana().bearer();

        assertThat(problem(post("/v1/raw", dana, "a: 1", "Content-Type", "application/yaml")))
                .isEqualTo("415 unsupported-media-type");
        assertThat(problem(post("/v1/things", dana, "{}", JSON))).isEqualTo("400 invalid-request");
        assertThat(problem(post(
                        "/v1/things", dana, "{}", "Content-Type", "application/json", "Idempotency-Key", "two words")))
                .isEqualTo("400 invalid-request");
        assertThat(problem(
                        send(request("/v1/person").header("Authorization", dana).header("Accept", "image/png"))))
                .isEqualTo("406 not-acceptable");
        assertThat(problem(get("/v1/failures/a%2e%2e%2fb%00", dana))).startsWith("400 ");
    }

    private HttpResponse<String> typed(String body) {
        return post("/v1/typed", ISSUER.dana().bearer(), body, JSON);
    }

    private static byte[] blank(byte[] bytes) {
        java.util.Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }
}
