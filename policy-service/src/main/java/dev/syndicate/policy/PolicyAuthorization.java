package dev.syndicate.policy;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may do what here. */
@Configuration(proxyBeanMethods = false)
class PolicyAuthorization {

    private static final String[] READERS = Role.names(Role.POLICY_AUTHOR, Role.REVIEWER, Role.AUDITOR, Role.OPERATOR);

    @Bean
    AuthorizationRules policyRules() {
        return requests -> requests.requestMatchers(POST, "/v1/policies", "/v1/policies/*/activate")
                .hasRole(Role.POLICY_AUTHOR.name())
                .requestMatchers(GET, "/v1/policies", "/v1/policies/*")
                .hasAnyRole(READERS)
                .requestMatchers(POST, "/v1/evaluations")
                .hasAnyRole(Role.SERVICE, Role.POLICY_AUTHOR.name());
    }
}
