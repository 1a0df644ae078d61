package dev.syndicate.cli.http;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where Syndicate's parts are reached: an environment variable such as {@code SYNDICATE_GATEWAY_URL}, else what the
 * last {@code ./syndicate up} wrote down, else the documented port on this machine.
 *
 * @param gateway execution-gateway
 * @param approval approval-service and console
 * @param policy policy-service
 * @param audit audit-service
 * @param issuer the identity provider
 */
public record Endpoints(URI gateway, URI approval, URI policy, URI audit, URI issuer) {

    /** The addresses for this process. */
    public static Endpoints found() {
        return from(System.getenv(), written());
    }

    static Endpoints from(Map<String, String> environment, Properties written) {
        return new Endpoints(
                address("SYNDICATE_GATEWAY_URL", 8080, environment, written),
                address("SYNDICATE_APPROVAL_URL", 8081, environment, written),
                address("SYNDICATE_POLICY_URL", 8082, environment, written),
                address("SYNDICATE_AUDIT_URL", 8083, environment, written),
                address("SYNDICATE_ISSUER", 8090, environment, written));
    }

    private static URI address(String name, int port, Map<String, String> environment, Properties written) {
        String usual = written.getProperty(name, "http://127.0.0.1:" + port);
        return URI.create(environment.getOrDefault(name, usual));
    }

    /** The file that {@code ./syndicate up} writes; empty where there is none. */
    private static Properties written() {
        String elsewhere = System.getenv("SYNDICATE_LOCAL");
        Path home = elsewhere == null
                ? Path.of(System.getProperty("syndicate.home", "")).resolve(".local")
                : Path.of(elsewhere);
        Properties lines = new Properties();
        Path file = home.resolve("addresses.properties");
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return lines;
    }
}
