package dev.syndicate.client;

import dev.syndicate.contracts.policy.PolicyVersion;
import java.net.URI;

/**
 * policy-service, as a policy author sees it. One author publishes a version, another one activates it.
 *
 * <pre>{@code
 * PolicyVersion version = Policies.at(address, patsToken).publish(bundle, newKey());
 * Policies.at(address, percysToken).activate(version, newKey());
 * }</pre>
 */
public final class Policies {

    private final Connection connection;

    private Policies(Connection connection) {
        this.connection = connection;
    }

    /** policy-service at this address, asked with a policy author's access token. */
    public static Policies at(URI address, String accessToken) {
        return new Policies(Connection.to(address).as(accessToken));
    }

    /** Publishes a bundle in YAML (docs/spec/policy-bundle.md). It decides nothing yet. */
    public PolicyVersion publish(String bundle, String key) {
        return connection
                .keyed(key)
                .post("/v1/policies", bundle, "application/yaml")
                .read(version -> PolicyVersion.parse(version.string("version")));
    }

    /** Activates a version that another author published: it decides from now on. */
    public PolicyVersion activate(PolicyVersion version, String key) {
        return connection
                .keyed(key)
                .post("/v1/policies/" + version + "/activate")
                .read(active -> PolicyVersion.parse(active.string("version")));
    }

    /** The version that decides now. Throws {@link RefusedException} with {@code no-active-policy} where there is none. */
    public PolicyVersion active() {
        return connection.get("/v1/policies/active").read(version -> PolicyVersion.parse(version.string("version")));
    }
}
