package dev.syndicate.testing.postgres;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Applies {@link UsesPostgres}. As part of the context's cache key it names the class that carries the annotation, so
 * that a database belongs to exactly one cached context.
 */
record UsesPostgresCustomizer(Class<?> carrier, String role) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestDatabase database = PostgresForTests.freshDatabase();
        Map<String, Object> properties = new HashMap<>(database.properties(role));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test database", properties));
        context.getBeanFactory().registerSingleton("testDatabase", database);
    }

    /** Finds the annotation on a test class or on what it extends. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            Class<?> carrier = testClass;
            while (carrier != null && !carrier.isAnnotationPresent(UsesPostgres.class)) {
                carrier = carrier.getEnclosingClass() == null ? carrier.getSuperclass() : carrier.getEnclosingClass();
            }
            return carrier == null ? null : of(carrier);
        }

        private static ContextCustomizer of(Class<?> annotated) {
            Class<?> carrier = annotated;
            while (carrier.getSuperclass().isAnnotationPresent(UsesPostgres.class)
                    && carrier.getDeclaredAnnotation(UsesPostgres.class) == null) {
                carrier = carrier.getSuperclass();
            }
            return new UsesPostgresCustomizer(
                    carrier, annotated.getAnnotation(UsesPostgres.class).role());
        }
    }
}
