package dev.syndicate.testing.postgres;

import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A migrated database of the test cluster.
 *
 * @param url JDBC URL, without user and password
 * @param administrator name of a superuser
 * @param administratorPassword the superuser's password
 */
public record TestDatabase(String url, String administrator, String administratorPassword) {

    /** Options of a connection whose transactions may take a minute. */
    public static final String UNBOUNDED = "-c transaction_timeout=60s -c idle_in_transaction_session_timeout=60s";

    /**
     * Settings of a service on a machine that stands still now and then: the database ends no transaction for want of
     * processor time. The bounds that are meant for production have tests of their own.
     */
    public static final Map<String, String> ROOM = Map.of(
            "spring.datasource.hikari.connection-timeout", "60000",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "60",
            "spring.datasource.hikari.data-source-properties.options", UNBOUNDED);

    /** New connections, unpooled, as a superuser: to prepare and to look, or to play the attacker with full rights. */
    public PGSimpleDataSource administrators() {
        return dataSource(url, administrator, administratorPassword);
    }

    /** New connections, unpooled, as one of the product's roles, for example {@code policy_service}. */
    public PGSimpleDataSource dataSource(String role) {
        return dataSource(url, role, role);
    }

    /** What a service of this role needs in its environment to use this database; the second login is audit-service's. */
    public Map<String, String> properties(String role) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", role,
                "spring.datasource.password", role,
                "syndicate.audit.reader.password", "audit_reader");
    }

    /** Lets a Spring test use this database as the role, from a {@code @DynamicPropertySource} method. */
    public void register(DynamicPropertyRegistry registry, String role) {
        properties(role).forEach((name, value) -> registry.add(name, () -> value));
    }

    static PGSimpleDataSource dataSource(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
