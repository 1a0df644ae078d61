package dev.syndicate.policy.release;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What follows from a published or activated version happens with it or not at all. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    /** Handlers of this group run inside the transaction that appends the event; their failure undoes it. */
    static final String IN_TRANSACTION = "policy-versions";

    @Bean
    ConfigurerModule inTransaction() {
        return configurer -> configurer
                .eventProcessing()
                .registerSubscribingEventProcessor(IN_TRANSACTION)
                .registerListenerInvocationErrorHandler(
                        IN_TRANSACTION, configuration -> PropagatingErrorHandler.instance());
    }
}
