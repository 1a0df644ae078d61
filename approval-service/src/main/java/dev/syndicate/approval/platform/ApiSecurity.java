package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call the API. Voting, amending and revoking let every person in: whether it counts is the approval's decision, so that an
 * attempt by somebody who may not vote is on the record.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String[] PEOPLE =
            Role.names(Role.DEVELOPER, Role.REVIEWER, Role.POLICY_AUTHOR, Role.AUDITOR, Role.OPERATOR);

    /** A grant shows what people decided about other people's actions; developers see the uses of theirs as actions. */
    private static final String[] OVERSEERS =
            Role.names(Role.REVIEWER, Role.POLICY_AUTHOR, Role.AUDITOR, Role.OPERATOR);

    @Bean
    AuthorizationRules approvalRules() {
        return requests -> requests.requestMatchers(
                        HttpMethod.GET, "/v1/approvals", "/v1/approvals/*", "/v1/delegations")
                .hasAnyRole(PEOPLE)
                .requestMatchers(
                        HttpMethod.POST,
                        "/v1/approvals/*/votes",
                        "/v1/approvals/batch",
                        "/v1/approvals/*/amendments",
                        "/v1/approvals/*/openings",
                        "/v1/approvals/*/comments",
                        "/v1/delegations",
                        "/v1/delegations/*/revoke",
                        "/v1/grants/*/revocation")
                .hasAnyRole(PEOPLE)
                .requestMatchers(HttpMethod.GET, "/v1/grants", "/v1/grants/*")
                .hasAnyRole(OVERSEERS);
    }
}
