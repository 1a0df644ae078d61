package dev.syndicate.gateway.request;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the turnstile in front of everything that takes a connection to the database. */
@Configuration(proxyBeanMethods = false)
class TurnstileConfiguration {

    @Bean
    FilterRegistrationBean<Turnstile> turnstile(Turns turns) {
        FilterRegistrationBean<Turnstile> registration = new FilterRegistrationBean<>(new Turnstile(turns));
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
