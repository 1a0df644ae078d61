package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.platform.problem.ProblemWriter;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

class BearerTokensTest {

    @Test
    void tellsAnUnreachableProviderFromABadToken() throws IOException {
        BearerTokens tokens = trusting("http://127.0.0.1:" + closedPort());
        String token = TestIssuer.shared().dana().sign();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> tokens.authenticate(new BearerTokenAuthenticationToken(token)))
                    .isInstanceOf(AuthenticationServiceException.class);
        }
    }

    @Test
    void answersAnUnreachableProviderAsUnavailable() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new ProblemEntryPoint(new ProblemWriter(new JsonMapper()))
                .commence(new MockHttpServletRequest(), response, new AuthenticationServiceException("down"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("identity-provider-unavailable");
    }

    @Test
    void worksAgainByItselfWhenTheProviderIsBack() {
        BearerTokens tokens = trusting(TestIssuer.shared().issuer());

        assertThat(tokens.authenticate(new BearerTokenAuthenticationToken(
                                TestIssuer.shared().dana().sign()))
                        .getPrincipal())
                .isInstanceOf(AuthenticatedPerson.class);
    }

    private static BearerTokens trusting(String issuer) {
        SecurityProperties properties = new SecurityProperties(
                issuer,
                null,
                "syndicate",
                Duration.ofSeconds(10),
                Map.of(),
                Map.of(),
                new SecurityProperties.Claims("name", List.of("groups"), List.of("workspaces")),
                Map.of());
        return new BearerTokens(
                PersonTokens.decoder(properties),
                new PrincipalMapping(properties),
                TestServices.shared().tokensOf("policy-service"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
