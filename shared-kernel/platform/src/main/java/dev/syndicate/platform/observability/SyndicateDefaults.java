package dev.syndicate.platform.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Gives every service the same defaults, {@code syndicate-defaults.yaml}, below everything else: a service's own
 * application.yaml names the service and what is special about it. Names that derive from the service's name are
 * computed here.
 */
public class SyndicateDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "syndicate-defaults.yaml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(derived(environment));
        try {
            new YamlPropertySourceLoader()
                    .load(FILE, new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is missing from the platform's jar", e);
        }
    }

    private static MapPropertySource derived(ConfigurableEnvironment environment) {
        String service = environment.getProperty("spring.application.name", "unnamed");
        boolean json = "json".equalsIgnoreCase(environment.getProperty("syndicate.logging", "text"));
        Map<String, Object> database = Map.of("syndicate.database.role", service.replace('-', '_'));
        Map<String, Object> logging = Map.of("logging.structured.format.console", "ecs");
        return new MapPropertySource("syndicateDerived", json ? merged(database, logging) : database);
    }

    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    /** After application.yaml has been read, which names the service. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
