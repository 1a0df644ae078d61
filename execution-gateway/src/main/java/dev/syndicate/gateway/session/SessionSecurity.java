package dev.syndicate.gateway.session;

import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.ProblemEntryPoint;
import dev.syndicate.platform.security.Role;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Session credentials beside the people's tokens, each on a filter chain of its own. */
@Configuration(proxyBeanMethods = false)
class SessionSecurity {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(AgentSession.class);
    }

    /** What people and workloads may do with a token of the identity provider. */
    @Bean
    AuthorizationRules sessionRules() {
        return requests -> requests.requestMatchers(HttpMethod.POST, "/v1/sessions")
                .hasRole(Role.DEVELOPER.name())
                .requestMatchers(HttpMethod.DELETE, "/v1/sessions/*")
                .hasAnyRole(Role.names(Role.DEVELOPER, Role.OPERATOR));
    }

    /** A coding tool's host takes anything but its own shape of answer for leave to run: here nothing answers 401. */
    @Bean
    @Order(1)
    SecurityFilterChain hookFilterChain(HttpSecurity http, JdbcSessions sessions, Clock clock) {
        return stateless(http)
                .securityMatcher("/v1/hooks/**")
                .addFilterBefore(new SessionCredentialFilter(sessions, clock, null), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain sessionCredentialFilterChain(
            HttpSecurity http,
            JdbcSessions sessions,
            Clock clock,
            ProblemEntryPoint problems,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        SessionCredentialFilter.Refusal refusal = (request, response, why) -> {
            if (why instanceof AuthenticationException unknown) {
                problems.commence(request, response, unknown);
            } else {
                failures.resolveException(request, response, null, why);
            }
        };
        return stateless(http)
                .securityMatcher(request -> SessionCredential.isClaimedBy(request.getHeader(HttpHeaders.AUTHORIZATION)))
                .addFilterBefore(new SessionCredentialFilter(sessions, clock, refusal), AuthorizationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/v1/sessions")
                        .denyAll()
                        .requestMatchers(
                                "/v1/sessions/*",
                                "/v1/actions/**",
                                "/v1/actions",
                                "/v1/executions/**",
                                "/v1/executions",
                                "/mcp",
                                "/mcp/*",
                                "/v1/mcp/calls/*",
                                "/error")
                        .hasRole(Role.AGENT.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    WebMvcConfigurer sessionArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new AgentSessionArgument());
            }
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
