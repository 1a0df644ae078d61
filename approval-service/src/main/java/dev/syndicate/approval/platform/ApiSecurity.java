package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call the API. Voting lets every person in: whether a vote counts is the approval's decision, so that an
 * attempt by somebody who may not vote is on the record.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String[] PEOPLE =
            Role.names(Role.DEVELOPER, Role.REVIEWER, Role.POLICY_AUTHOR, Role.AUDITOR, Role.OPERATOR);

    @Bean
    AuthorizationRules approvalRules() {
        return requests -> requests.requestMatchers(HttpMethod.GET, "/v1/approvals", "/v1/approvals/*")
                .hasAnyRole(PEOPLE)
                .requestMatchers(HttpMethod.POST, "/v1/approvals/*/votes")
                .hasAnyRole(PEOPLE);
    }
}
