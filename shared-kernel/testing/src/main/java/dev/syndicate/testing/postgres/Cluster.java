package dev.syndicate.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A running PostgreSQL 18 cluster with real durability, reachable on loopback. */
record Cluster(String host, int port, String administrator, String password) {

    /** What production runs with; durability on, because tests kill processes and expect data to survive. */
    static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_prepared_transactions", "0",
            "max_connections", "200");

    static Cluster start() {
        return DockerClientFactory.instance().isDockerAvailable() ? inContainer() : fromBinaries();
    }

    /** JDBC URL of one of the cluster's databases. */
    String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static Cluster inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        StringBuilder command = new StringBuilder("postgres");
        SETTINGS.forEach(
                (name, value) -> command.append(" -c ").append(name).append('=').append(value));
        container.withCommand(command.toString()).start();
        return new Cluster(
                container.getHost(), container.getFirstMappedPort(), container.getUsername(), container.getPassword());
    }

    // Lives as long as the JVM; its shutdown hook stops the processes and removes the files.
    @SuppressWarnings("resource")
    private static Cluster fromBinaries() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
            SETTINGS.forEach(builder::setServerConfig);
            return new Cluster("127.0.0.1", builder.start().getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start from its binaries", e);
        }
    }
}
