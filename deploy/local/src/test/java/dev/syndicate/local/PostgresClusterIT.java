package dev.syndicate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresClusterIT {

    @TempDir
    static Path binaries;

    @TempDir
    Path directory;

    private Ports ports = Ports.defaults();
    private PostgresCluster cluster = new PostgresCluster(Path.of(""), new Home(Path.of("")), ports);
    private Readiness readiness = new Readiness(new Home(Path.of("")), ports, cluster);
    private Optional<ProcessHandle> process = Optional.empty();

    @BeforeEach
    void start() {
        Home home = new Home(directory.resolve("home"));
        home.create();
        Map<Component, Integer> chosen = new EnumMap<>(Ports.defaults().byComponent());
        chosen.put(Component.POSTGRES, Ports.anyFree());
        ports = new Ports(chosen);
        cluster = new PostgresCluster(PostgresBinaries.unpackedIn(binaries), home, ports);
        readiness = new Readiness(home, ports, cluster);
        cluster.initialise();
        run();
        cluster.createDatabase();
    }

    @AfterEach
    void stop() {
        process.ifPresent(each -> Stopping.gently(each, Component.POSTGRES, Duration.ofSeconds(20)));
    }

    @Test
    void commitsDurably() throws SQLException {
        assertThat(text("SHOW fsync")).isEqualTo("on");
        assertThat(text("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(text("SHOW full_page_writes")).isEqualTo("on");
        assertThat(text("SHOW max_prepared_transactions")).isEqualTo("0");
        assertThat(text("SHOW data_checksums")).isEqualTo("on");
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        execute("CREATE TABLE kept (n int)");
        execute("INSERT INTO kept VALUES (42)");
        ProcessHandle killed = process.orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();

        cluster.initialise();
        run();

        assertThat(text("SELECT n FROM kept")).isEqualTo("42");
    }

    @Test
    void asksForThePassword() {
        PGSimpleDataSource stranger = cluster.administrator("syndicate");
        stranger.setPassword("postgres");

        assertThatThrownBy(stranger::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    private void run() {
        process = Optional.of(cluster.start());
        readiness.await(Component.POSTGRES, process);
    }

    private String text(String query) throws SQLException {
        try (Connection connection = cluster.administrator("syndicate").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = cluster.administrator("syndicate").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
