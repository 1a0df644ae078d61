package dev.syndicate.testing.context;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Notes each application context that is open, to be closed in the end. */
public final class ContextWatch implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        OpenContexts.add(context);
        context.addApplicationListener((ContextClosedEvent closed) -> OpenContexts.remove(context));
    }
}
