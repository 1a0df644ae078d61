package dev.syndicate.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void takesTheEnvironmentBeforeWhatUpWroteBeforeTheUsualPort() {
        Properties written = new Properties();
        written.setProperty("SYNDICATE_GATEWAY_URL", "http://127.0.0.1:18080");
        written.setProperty("SYNDICATE_AUDIT_URL", "http://127.0.0.1:18083");

        Endpoints found = Endpoints.from(Map.of("SYNDICATE_AUDIT_URL", "https://audit.example"), written);

        assertThat(found.audit()).hasToString("https://audit.example");
        assertThat(found.gateway()).hasToString("http://127.0.0.1:18080");
        assertThat(found.issuer()).hasToString("http://127.0.0.1:8090");
    }
}
