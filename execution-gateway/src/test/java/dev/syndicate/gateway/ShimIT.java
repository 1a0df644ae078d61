package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.gateway.HookShim.Said;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our shim as a process that a host runs, in front of a real gateway. */
abstract class ShimIT extends GatewayIT {

    @TempDir
    Path home;

    Path project;
    String session;
    String gateway;

    @BeforeEach
    void openASession() throws IOException {
        session = session();
        gateway = "http://127.0.0.1:" + port;
        project = Files.createDirectories(home.resolve("a project"));
    }

    /** Every host on this machine's sh, and every other shell with one of them. */
    static Stream<Arguments> shellsAndHosts() {
        List<String> others = HookShim.shells().skip(1).toList();
        return Stream.concat(
                HookEvents.commandHosts().map(host -> Arguments.of("sh", host)),
                IntStream.range(0, others.size())
                        .mapToObj(i -> Arguments.of(others.get(i), HookEvents.COMMAND_HOSTS[i % 4])));
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SYNDICATE_GATEWAY_URL", gateway);
        environment.put("SYNDICATE_CREDENTIAL", session.substring("Bearer ".length()));
        environment.put("SYNDICATE_HOOK_DEADLINE", "100");
        environment.put("HOME", home.toString());
        environment.put("GIT_CEILING_DIRECTORIES", home.toString());
        return environment;
    }

    HookShim start(String shell, String host, String phase, String event) {
        return HookShim.start(shell, host, phase, project, environment(), event);
    }

    Said run(String shell, String host, String phase, String event) {
        return inTheEnd(start(shell, host, phase, event), shell, host, phase, event);
    }

    /** What it said; where this machine was too slow for the seal the host asks again, as a model would. */
    Said inTheEnd(HookShim shim, String shell, String host, String phase, String event) {
        Said said = shim.end();
        for (int i = 1; i < ATTEMPTS && said.err().contains(LATE); i++) {
            said = start(shell, host, phase, event).end();
        }
        return said;
    }

    String deploy(String host) {
        String tool = Map.of("codex", "Bash", "gemini", "run_shell_command", "copilot", "bash", "cursor", "Shell")
                .getOrDefault(host, "Bash");
        return HookEvents.before(host, call(), tool, "{\"command\":\"sh ./deploy.sh\"}", project.toString());
    }

    static void assertDenied(String host, Said said) {
        assertThat(said.exit()).as(said.toString()).isEqualTo(2);
        assertThat(decision(host, said)).as(said.toString()).isEqualTo("deny");
        assertThat(said.err()).startsWith("Syndicate: ");
    }

    static String decision(String host, Said said) {
        try {
            return HookEvents.decision(
                    host,
                    new Answer(
                            200,
                            Json.parseObject(said.out().getBytes(StandardCharsets.UTF_8)),
                            HttpHeaders.of(Map.of(), (_, _) -> true)));
        } catch (InadmissibleJsonException e) {
            throw new AssertionError(said.toString(), e);
        }
    }

    String awaitedAction() {
        String sql =
                "SELECT a.action::text FROM gateway.action a WHERE a.session = '%s' AND a.state = 'awaiting-approval'"
                        .formatted(sessionId(session));
        eventually(() -> !texts(sql).isEmpty());
        return texts(sql).getFirst();
    }

    private List<String> texts(String sql) {
        return JdbcClient.create(database.administrators())
                .sql(sql)
                .query(String.class)
                .list();
    }

    void grant(String action) {
        approveAction(() -> action);
    }
}
