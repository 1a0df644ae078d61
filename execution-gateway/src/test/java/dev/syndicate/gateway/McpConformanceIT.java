package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.testing.security.TestIssuer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The official conformance suite against the gateway, with its fixtures behind: every active server scenario of
 * 2025-11-25. The suite sends no credentials, so this profile adds a session's to its requests; policy allows.
 */
@Import(McpConformanceIT.Credentials.class)
@TestPropertySource(
        properties = {
            "syndicate.gateway.mcp.max-sessions=1000",
            "syndicate.gateway.mcp.upstreams.fixture.passes=completions,sampling,elicitation,roots"
        })
class McpConformanceIT extends GatewayIT {

    private static final AtomicReference<String> CREDENTIAL = new AtomicReference<>("");

    @TempDir
    Path results;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        String at = "syndicate.gateway.mcp.upstreams.fixture";
        registry.add(at + ".command", () -> NodePackages.node().toString());
        registry.add(at + ".args", () -> {
            NodePackages.program("rpc.mjs");
            return NodePackages.program("conformance-server.mjs").toString();
        });
    }

    @Test
    void passesEveryActiveScenarioOfTheOfficialSuite() throws IOException, InterruptedException {
        CREDENTIAL.set(session(TestIssuer.shared().dana()));
        POLICY.decideBy(_ -> Effect.ALLOW);
        Path report = results.resolve("report.txt");
        Process suite = new ProcessBuilder(List.of(
                        NodePackages.node().toString(),
                        NodePackages.folder("@modelcontextprotocol/conformance")
                                .resolve("dist/index.js")
                                .toString(),
                        "server",
                        "--url",
                        "http://localhost:" + port + "/mcp/fixture",
                        "--suite",
                        "active",
                        "--spec-version",
                        "2025-11-25"))
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        assertThat(suite.waitFor(8, TimeUnit.MINUTES)).as("the suite ends").isTrue();
        String said = Files.readString(report, StandardCharsets.UTF_8);
        assertThat(suite.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("tools-call-elicitation", "dns-rebinding-protection")
                .contains(", 0 failed");
    }

    @TestConfiguration
    static class Credentials {

        @Bean
        FilterRegistrationBean<OncePerRequestFilter> credentials() {
            FilterRegistrationBean<OncePerRequestFilter> registration =
                    new FilterRegistrationBean<>(new OncePerRequestFilter() {
                        @Override
                        protected void doFilterInternal(
                                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                                throws ServletException, IOException {
                            chain.doFilter(new WithCredential(request), response);
                        }
                    });
            registration.addUrlPatterns("/mcp/*");
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    private static final class WithCredential extends HttpServletRequestWrapper {

        private WithCredential(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? CREDENTIAL.get() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                    ? Collections.enumeration(List.of(CREDENTIAL.get()))
                    : super.getHeaders(name);
        }
    }
}
