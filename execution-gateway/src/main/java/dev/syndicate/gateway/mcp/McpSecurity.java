package dev.syndicate.gateway.mcp;

import dev.syndicate.platform.problem.ProblemWriter;
import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who may come to the MCP gateway: sessions of coding tools, and developers with a token for it. */
@Configuration(proxyBeanMethods = false)
class McpSecurity {

    @Bean
    AuthorizationRules mcpRules() {
        return requests -> requests.requestMatchers("/mcp", "/mcp/*")
                .hasRole(Role.DEVELOPER.name())
                .requestMatchers(
                        ResourceMetadata.PATH, ResourceMetadata.PATH + "/mcp", ResourceMetadata.PATH + "/mcp/*")
                .permitAll();
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
