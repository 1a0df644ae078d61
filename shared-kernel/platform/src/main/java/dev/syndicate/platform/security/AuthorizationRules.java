package dev.syndicate.platform.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A service's own rules, a bean: {@code requests -> requests.requestMatchers(POST, "/v1/policies")
 * .hasRole(Role.POLICY_AUTHOR.name())}. What no rule names is denied. {@code .hasRole(Role.SERVICE)} lets in services.
 */
@FunctionalInterface
public interface AuthorizationRules {

    void add(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);
}
