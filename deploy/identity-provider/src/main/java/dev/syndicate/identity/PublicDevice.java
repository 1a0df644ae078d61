package dev.syndicate.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Lets a public client use the device authorization grant by its client id alone, as RFC 8628, section 3.1 allows:
 * the server's own converter takes a client without a secret only where a code verifier stands in for it.
 */
final class PublicDevice implements AuthenticationProvider {

    private final RegisteredClientRepository clients;

    PublicDevice(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    static @Nullable Authentication claimed(HttpServletRequest request) {
        String client = request.getParameter("client_id");
        boolean applies = client != null && request.getParameter("client_secret") == null && isDeviceRequest(request);
        return applies ? new Claim(client) : null;
    }

    private static boolean isDeviceRequest(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/oauth2/device_authorization")
                || AuthorizationGrantType.DEVICE_CODE.getValue().equals(request.getParameter("grant_type"));
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        RegisteredClient client = clients.findByClientId(claim.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Claim.class.isAssignableFrom(authentication);
    }

    private static final class Claim extends OAuth2ClientAuthenticationToken {

        private static final long serialVersionUID = 1;

        Claim(String client) {
            super(client, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }
}
