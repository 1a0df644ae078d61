package dev.syndicate.testing.security;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Applies {@link UsesIdentity}. All instances are equal, so that it never splits the context cache. */
record UsesIdentityCustomizer() implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test identity", Map.copyOf(TestServices.shared().properties())));
        context.getBeanFactory().registerSingleton("testIssuer", TestIssuer.shared());
        context.getBeanFactory().registerSingleton("testServices", TestServices.shared());
    }

    /** Finds the annotation on a test class, on what it extends or on what encloses it. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            return TestContextAnnotationUtils.hasAnnotation(testClass, UsesIdentity.class)
                    ? new UsesIdentityCustomizer()
                    : null;
        }
    }
}
