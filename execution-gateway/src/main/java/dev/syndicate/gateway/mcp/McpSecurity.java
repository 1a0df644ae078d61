package dev.syndicate.gateway.mcp;

import dev.syndicate.platform.problem.ProblemWriter;
import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Who may come to the MCP gateway: sessions of coding tools, and developers with a token for it. */
@Configuration(proxyBeanMethods = false)
class McpSecurity {

    @Bean
    AuthorizationRules mcpRules() {
        return requests -> requests.requestMatchers("/mcp", "/mcp/*")
                .hasRole(Role.DEVELOPER.name())
                .requestMatchers("/v1/mcp/tools", "/v1/mcp/tools/*")
                .hasAnyRole(Role.names(Role.POLICY_AUTHOR, Role.OPERATOR, Role.AUDITOR));
    }

    /** For everybody. A chain of its own, or else Spring Security answers here out of the request's Host header. */
    @Bean
    @Order(0)
    SecurityFilterChain resourceMetadataFilterChain(HttpSecurity http) {
        return http.securityMatcher(ResourceMetadata.PATH, ResourceMetadata.PATH + "/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Before anybody's token is looked at. */
    @Bean
    FilterRegistrationBean<McpEdgeFilter> mcpEdgeFilter(McpSettings settings, ProblemWriter problems) {
        FilterRegistrationBean<McpEdgeFilter> registration =
                new FilterRegistrationBean<>(new McpEdgeFilter(settings, problems));
        registration.addUrlPatterns("/mcp", "/mcp/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
