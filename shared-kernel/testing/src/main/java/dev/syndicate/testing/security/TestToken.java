package dev.syndicate.testing.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Claims that become a signed access token (RFC 9068) in {@link #sign()}. Each change gives a new one. */
public final class TestToken {

    private final RSAKey key;
    private final String type;
    private final Map<String, Object> claims;

    private TestToken(RSAKey key, String type, Map<String, Object> claims) {
        this.key = key;
        this.type = type;
        this.claims = claims;
    }

    static TestToken of(TestIssuer issuer, RSAKey key, String subject) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", issuer.issuer());
        claims.put("sub", subject);
        claims.put("aud", List.of("syndicate"));
        claims.put("name", subject);
        claims.put("preferred_username", subject);
        claims.put("azp", "syndicate-cli");
        claims.put("amr", List.of("pwd"));
        Instant now = Instant.now();
        claims.put("iat", Date.from(now));
        claims.put("exp", Date.from(now.plus(Duration.ofHours(1))));
        return new TestToken(key, "at+jwt", claims);
    }

    public TestToken name(String name) {
        return with("name", name);
    }

    public TestToken groups(String... groups) {
        return with("groups", List.of(groups));
    }

    public TestToken workspaces(String... workspaces) {
        return with("workspaces", List.of(workspaces));
    }

    public TestToken authenticatedBy(String... methods) {
        return with("amr", List.of(methods));
    }

    public TestToken audience(String... audience) {
        return with("aud", List.of(audience));
    }

    /** Issued two hours ago, ended one hour ago. */
    public TestToken expired() {
        Instant now = Instant.now();
        return with("iat", Date.from(now.minus(Duration.ofHours(2))))
                .with("exp", Date.from(now.minus(Duration.ofHours(1))));
    }

    /** As the client credentials grant gives one: the client itself is the subject. */
    public TestToken ofClient(String client) {
        return with("sub", client)
                .with("client_id", client)
                .with("azp", client)
                .without("name")
                .without("preferred_username");
    }

    public TestToken with(String claim, Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(claim, value);
        return new TestToken(key, type, changed);
    }

    public TestToken without(String claim) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.remove(claim);
        return new TestToken(key, type, changed);
    }

    /** With another {@code typ} in its header. */
    public TestToken type(String other) {
        return new TestToken(key, other, claims);
    }

    /** The compact form. */
    public String sign() {
        JWTClaimsSet.Builder set =
                new JWTClaimsSet.Builder().jwtID(UUID.randomUUID().toString());
        claims.forEach(set::claim);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT token = new SignedJWT(header, set.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("not signed", e);
        }
        return token.serialize();
    }

    /** The value of the {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + sign();
    }
}
