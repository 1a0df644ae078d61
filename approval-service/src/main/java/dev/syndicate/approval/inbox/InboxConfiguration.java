package dev.syndicate.approval.inbox;

import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the views are written. */
@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    /** The group of those who write them. */
    static final String VIEW = "approval-view";

    /** The synopses come late: Axon is put together before the parts that read content are. */
    @Bean
    ConfigurerModule eventsWithSynopses(ObjectProvider<Synopses> synopses) {
        return configurer -> configurer.eventProcessing(processing -> processing.registerPooledStreamingEventProcessor(
                VIEW, configuration -> new EventsWithSynopses(configuration.eventStore(), synopses.getObject())));
    }
}
