package dev.syndicate.platform.observability;

import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Correlation of requests, log lines and messages. */
@AutoConfiguration(after = IdentifierAutoConfiguration.class, before = AxonAutoConfiguration.class)
public class ObservabilityAutoConfiguration {

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<CorrelationFilter> correlationFilter(Identifiers identifiers) {
        FilterRegistrationBean<CorrelationFilter> registration =
                new FilterRegistrationBean<>(new CorrelationFilter(identifiers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    CorrelationDataProvider messageCorrelation() {
        return new MessageCorrelation.Provider();
    }

    @Bean
    MessageDispatchInterceptor<CommandMessage<?>> correlationOnCommands() {
        return new MessageCorrelation.OnDispatch();
    }

    @Bean
    MessageHandlerInterceptor<EventMessage<?>> correlationOnEvents() {
        return new MessageCorrelation.OnEvents();
    }

    @Bean
    EventProcessorsHealth eventProcessorsHealthIndicator(ObjectProvider<EventProcessingConfiguration> processing) {
        return new EventProcessorsHealth(processing);
    }
}
