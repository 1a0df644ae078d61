package dev.syndicate.testing.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An OpenID provider as far as resource servers see one: a discovery document and a JWK set over HTTP on loopback, and
 * signed tokens. Services check these tokens as they check any other; nothing about them is special.
 */
public final class TestIssuer {

    private static final TestIssuer SHARED = new TestIssuer();

    private final HttpServer server;
    private final RSAKey key;

    private TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback", e);
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key", e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, jwks()));
        server.start();
    }

    /** The one of this JVM. */
    public static TestIssuer shared() {
        return SHARED;
    }

    /** Another one, that nobody trusts. */
    public static TestIssuer another() {
        return new TestIssuer();
    }

    /** What {@code iss} says. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token of a person, valid for this product and an hour, to be changed as the test needs. */
    public TestToken token(String subject) {
        return TestToken.of(this, key, subject);
    }

    /** Dana, developer in acme/checkout. */
    public TestToken dana() {
        return local("dana", "Dana Developer", "syndicate-developers");
    }

    /** Riley, reviewer in acme/checkout. */
    public TestToken riley() {
        return local("riley", "Riley Reviewer", "syndicate-reviewers");
    }

    /** Robin, reviewer in acme/checkout. */
    public TestToken robin() {
        return local("robin", "Robin Reviewer", "syndicate-reviewers");
    }

    /** Ada, auditor in acme/checkout. */
    public TestToken ada() {
        return local("ada", "Ada Auditor", "syndicate-auditors");
    }

    /** Pat, policy author in acme/checkout. */
    public TestToken pat() {
        return local("pat", "Pat Policy", "syndicate-policy-authors");
    }

    /** Percy, policy author in acme/checkout. */
    public TestToken percy() {
        return local("percy", "Percy Policy", "syndicate-policy-authors");
    }

    /** Olive, operator in acme/checkout. */
    public TestToken olive() {
        return local("olive", "Olive Operator", "syndicate-operators");
    }

    /** Otto, operator in acme/checkout. */
    public TestToken otto() {
        return local("otto", "Otto Operator", "syndicate-operators");
    }

    private TestToken local(String subject, String name, String group) {
        return token(subject).name(name).groups(group).workspaces("acme/checkout");
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
                "token_endpoint":"%1$s/token","response_types_supported":["code"],\
                "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer());
    }

    private String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
