package dev.syndicate.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What a token says about a person: {@code name}, {@code preferred_username}, {@code groups}, {@code workspaces} and
 * {@code amr}. A token that a client got for itself says none of it. Groups come from the directory rather than from
 * the authentication's authorities, which also carry FACTOR_PASSWORD.
 */
@Component
class PersonClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final LocalUsers users;
    private final IdentitySettings settings;

    PersonClaims(LocalUsers users, IdentitySettings settings) {
        this.users = users;
        this.settings = settings;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().audience(List.of(audience(context)));
        }
        Authentication principal = Objects.requireNonNull(context.getPrincipal(), "a token has a principal");
        context.getClaims().claims(claims -> claims.putAll(of(principal.getName())));
    }

    Map<String, Object> of(String name) {
        return users.named(name).map(PersonClaims::claims).orElse(Map.of());
    }

    private String audience(JwtEncodingContext context) {
        String client = context.getRegisteredClient().getClientId();
        return client.equals(Clients.OTHER_APPLICATION) ? client : settings.audience();
    }

    private static Map<String, Object> claims(LocalUser user) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("name", user.fullName());
        claims.put("preferred_username", user.name());
        claims.put("groups", user.groups());
        claims.put("workspaces", LocalUser.WORKSPACES);
        claims.put("amr", List.of("pwd"));
        return claims;
    }
}
