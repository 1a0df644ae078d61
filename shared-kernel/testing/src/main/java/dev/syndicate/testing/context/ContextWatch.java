package dev.syndicate.testing.context;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Notes each application context, to be closed in the end. */
public final class ContextWatch implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        OpenContexts.add(context);
    }
}
