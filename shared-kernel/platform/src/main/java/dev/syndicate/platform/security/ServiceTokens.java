package dev.syndicate.platform.security;

import dev.syndicate.contracts.crypto.CompactJws;
import dev.syndicate.contracts.crypto.InvalidJwsException;
import dev.syndicate.platform.id.Identifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signed proofs of a service's identity: an EdDSA JWS (RFC 8037) of type {@code syndicate-service+jwt} with the claims
 * {@code iss} (the calling service), {@code aud} (the called one), {@code iat}, {@code exp} (60 s later, seconds since
 * 1970) and {@code jti}. Each request gets a new one, and a process takes each one once. Keys are files, trusted by name: no
 * issuer, no network.
 */
public class ServiceTokens {

    /** So that no other signed text of the same key passes for a service token. */
    public static final String TYPE = "syndicate-service+jwt";

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final String self;
    private final ServiceKeys keys;
    private final Clock clock;
    private final Identifiers identifiers;
    private final SeenTokens seen = new SeenTokens(LIFETIME.plus(SKEW).plus(SKEW));

    public ServiceTokens(String self, ServiceKeys keys, Clock clock, Identifiers identifiers) {
        this.self = self;
        this.keys = keys;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** A new token of this service for that one. */
    public String mint(String audience) {
        Instant now = clock.instant();
        ServiceClaims claims = new ServiceClaims(
                self,
                audience,
                now.getEpochSecond(),
                now.plus(LIFETIME).getEpochSecond(),
                identifiers.next().toString());
        return CompactJws.sign(keys.own(), TYPE, JSON.writeValueAsBytes(claims));
    }

    /**
     * The service that signed this token for this one, now. Throws {@link InvalidServiceTokenException} otherwise; a
     * lifetime beyond what {@link #mint} gives is refused too, whoever signed it, and so is a token that was verified here
     * before.
     */
    public AuthenticatedService verify(String token) {
        CompactJws jws = signed(token);
        ServiceClaims claims = claims(jws);
        String signer = keys.serviceOf(jws.keyId());
        require(claims.iss().equals(signer), "The key is not the issuer's");
        require(claims.aud().equals(self), "The token is for another service");
        requireCurrent(claims);
        require(seen.isFirst(signer, claims.jti(), clock.instant().getEpochSecond()), "The token was shown before");
        return new AuthenticatedService(signer);
    }

    private void requireCurrent(ServiceClaims claims) {
        long now = clock.instant().getEpochSecond();
        require(now < claims.exp() + SKEW.toSeconds(), "The token has expired");
        require(claims.iat() <= now + SKEW.toSeconds(), "The token is from the future");
        require(claims.exp() - claims.iat() <= LIFETIME.toSeconds(), "The token lives too long");
    }

    private CompactJws signed(String token) {
        try {
            return CompactJws.verify(token, TYPE, keys.trusted());
        } catch (InvalidJwsException refused) {
            throw new InvalidServiceTokenException("The service token is refused: " + refused.reason(), refused);
        }
    }

    private static ServiceClaims claims(CompactJws jws) {
        try {
            return JSON.readValue(jws.payload(), ServiceClaims.class);
        } catch (JacksonException malformed) {
            throw new InvalidServiceTokenException("The claims are not those of a service token", malformed);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidServiceTokenException(otherwise, null);
        }
    }

    record ServiceClaims(String iss, String aud, long iat, long exp, String jti) {}
}
