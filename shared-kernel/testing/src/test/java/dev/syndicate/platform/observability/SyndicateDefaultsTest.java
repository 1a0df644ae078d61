package dev.syndicate.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SyndicateDefaultsTest {

    @Test
    void derivesTheDatabaseRoleFromTheServicesName() {
        assertThat(environment(Map.of(), Map.of()).getProperty("spring.datasource.username"))
                .isEqualTo("execution_gateway");
    }

    @Test
    void liesBelowWhatAServiceOrItsEnvironmentSays() {
        StandardEnvironment environment = environment(
                Map.of("server.port", "8080"), Map.of("SYNDICATE_BIND", "0.0.0.0", "SYNDICATE_ISSUER", "i"));

        assertThat(environment.getProperty("server.port")).isEqualTo("8080");
        assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
        assertThat(environment.getProperty("syndicate.security.issuer")).isEqualTo("i");
    }

    @Test
    void bindsToLoopbackUnlessToldOtherwise() {
        assertThat(environment(Map.of(), Map.of()).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void logsJsonOnRequest() {
        String format = "logging.structured.format.console";

        assertThat(environment(Map.of(), Map.of()).getProperty(format)).isNull();
        assertThat(environment(Map.of(), Map.of("SYNDICATE_LOGGING", "json")).getProperty(format))
                .isEqualTo("ecs");
    }

    private static StandardEnvironment environment(Map<String, Object> service, Map<String, Object> process) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, process));
        environment.getPropertySources().addLast(new MapPropertySource("service", service));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("name", Map.of("spring.application.name", "execution-gateway")));
        new SyndicateDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
