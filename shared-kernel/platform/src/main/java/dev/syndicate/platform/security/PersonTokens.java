package dev.syndicate.platform.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Verifies access tokens of the identity provider (RFC 7519, RFC 9068): signature by a key of its JWK set, exact
 * issuer, our audience, time, and a type that is an access token's. The provider is first asked when the first token
 * arrives, so that a service starts without it.
 */
final class PersonTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private PersonTokens() {}

    static JwtDecoder decoder(SecurityProperties properties) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = keysOf(properties)
                    .restOperations(bounded())
                    .validateType(false)
                    .build();
            decoder.setJwtValidator(validator(properties));
            return decoder;
        });
    }

    private static NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder keysOf(SecurityProperties properties) {
        URI keys = properties.jwkSetUri();
        return keys == null
                ? NimbusJwtDecoder.withIssuerLocation(properties.issuer())
                : NimbusJwtDecoder.withJwkSetUri(keys.toString()).discoverJwsAlgorithms();
    }

    private static DelegatingOAuth2TokenValidator<Jwt> validator(SecurityProperties properties) {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        JwtTimestampValidator time = new JwtTimestampValidator(properties.clockSkew());
        return new DelegatingOAuth2TokenValidator<>(List.of(
                type,
                time,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(properties.audience()))));
    }

    private static RestTemplate bounded() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        return new RestTemplate(requests);
    }
}
