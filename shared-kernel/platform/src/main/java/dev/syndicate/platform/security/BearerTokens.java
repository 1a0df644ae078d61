package dev.syndicate.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Verifies what follows {@code Authorization: Bearer}: a service's token if it says so, else one of the identity
 * provider. The unverified header only chooses the verifier; each verifier insists on its own type and keys.
 */
class BearerTokens implements AuthenticationManager {

    private final JwtDecoder personTokens;
    private final PrincipalMapping mapping;
    private final ServiceTokens serviceTokens;

    BearerTokens(JwtDecoder personTokens, PrincipalMapping mapping, ServiceTokens serviceTokens) {
        this.personTokens = personTokens;
        this.mapping = mapping;
        this.serviceTokens = serviceTokens;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String token = ((BearerTokenAuthenticationToken) request).getToken();
        CallerAuthentication caller = claimsToBeService(token)
                ? CallerAuthentication.of(serviceTokens.verify(token))
                : CallerAuthentication.of(mapping.principal(verified(token)));
        caller.setDetails(request.getDetails());
        return caller;
    }

    private Map<String, Object> verified(String token) {
        try {
            return personTokens.decode(token).getClaims();
        } catch (BadJwtException refused) {
            throw new InvalidBearerTokenException("The token is not accepted", refused);
        } catch (JwtException | JwtDecoderInitializationException failed) {
            throw new AuthenticationServiceException("The issuer's keys cannot be read", failed);
        }
    }

    private static boolean claimsToBeService(String token) {
        int dot = token.indexOf('.');
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(dot, 0)));
            return new String(header, StandardCharsets.ISO_8859_1).contains('"' + ServiceTokens.TYPE + '"');
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
