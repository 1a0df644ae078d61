package dev.syndicate.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.platform.fixture.RunningPlatform;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ObservabilityIT extends RunningPlatform {

    @Test
    void answersProbesWithoutCredentials() {
        assertThat(get("/actuator/health/liveness", null).body()).contains("UP");
        HttpResponse<String> readiness = get("/actuator/health/readiness", null);
        assertThat(readiness.body()).contains("UP").doesNotContain("details");
    }

    @Test
    void offersMetricsToPrometheus() {
        get("/v1/person", ISSUER.dana().bearer());

        assertThat(get("/actuator/prometheus", null).body())
                .contains("http_server_requests_seconds", "service=\"policy-service\"");
    }

    @Test
    void servesItsOpenApiDocument() {
        String document = get("/v3/api-docs", null).body();

        assertThat(document)
                .contains("\"title\":\"Syndicate policy-service\"", "application/problem+json", "\"/v1/typed\"")
                .doesNotContain("servers", "/internal/commands", "AuthenticatedPerson");
    }
}
