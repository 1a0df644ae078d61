package dev.syndicate.gateway.request;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads identifiers in paths; a malformed one is an invalid request. */
@Configuration(proxyBeanMethods = false)
class PathIds implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, ActionId.class, ActionId::parse);
        registry.addConverter(String.class, ExecutionId.class, ExecutionId::parse);
        registry.addConverter(String.class, SessionId.class, SessionId::parse);
    }
}
