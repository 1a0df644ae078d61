package dev.syndicate.approval.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** What the console asks the provider for; by themselves these calls would wait without end for one that stands still. */
final class ProviderCalls {

    private ProviderCalls() {}

    /** For the token endpoint. */
    static RestClient tokens(Duration timeout) {
        return RestClient.builder()
                .requestFactory(within(timeout))
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** Verifies ID tokens as {@link OidcIdTokenDecoderFactory} does, with the keys of the provider's JWK set. */
    static JwtDecoderFactory<ClientRegistration> idTokens(Duration timeout) {
        Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
        return registration ->
                decoders.computeIfAbsent(registration.getRegistrationId(), _ -> idTokens(registration, timeout));
    }

    private static JwtDecoder idTokens(ClientRegistration registration, Duration timeout) {
        String keys = registration.getProviderDetails().getJwkSetUri();
        if (keys == null) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("missing_signature_verifier", "The provider's metadata names no keys", null));
        }
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(within(timeout)))
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private static ClientHttpRequestFactory within(Duration timeout) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(timeout);
        requests.setReadTimeout(timeout);
        return requests;
    }
}
