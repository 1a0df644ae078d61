package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.HookShim.Said;
import dev.syndicate.platform.content.PreImageStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Our shim as a process, on each shell there is, against a real gateway and against everything that is none. */
class HookShimIT extends GatewayIT {

    @Autowired
    PreImageStore files;

    @TempDir
    private Path home;

    private Path project;
    private String session;
    private String gateway;

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

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SYNDICATE_GATEWAY_URL", gateway);
        environment.put("SYNDICATE_CREDENTIAL", session.substring("Bearer ".length()));
        environment.put("SYNDICATE_HOOK_DEADLINE", "100");
        environment.put("HOME", home.toString());
        environment.put("GIT_CEILING_DIRECTORIES", home.toString());
        return environment;
    }

    private HookShim start(String shell, String host, String phase, String event) {
        return HookShim.start(shell, host, phase, project, environment(), event);
    }

    private Said run(String shell, String host, String phase, String event) {
        return inTheEnd(start(shell, host, phase, event), shell, host, phase, event);
    }

    /** What it said; where this machine was too slow for the seal the host asks again, as a model would. */
    private Said inTheEnd(HookShim shim, String shell, String host, String phase, String event) {
        Said said = shim.end();
        for (int i = 1; i < ATTEMPTS && said.err().contains(LATE); i++) {
            said = start(shell, host, phase, event).end();
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void printsTheGatewaysAnswersBeforeAndAfter(String shell, String host) {
        String call = call();
        Said allowed = run(shell, host, "before", HookEvents.read(host, call, "/src/" + call));
        assertThat(allowed.exit()).as(allowed.toString()).isZero();
        assertThat(decision(host, allowed)).isEqualTo("allow");
        assertThat(allowed.err()).isEmpty();

        Said noted = run(shell, host, "after", HookEvents.readDone(host, call, "/src/" + call));
        assertThat(noted.exit()).as(noted.toString()).isZero();
        Said alarm = run(shell, host, "after", HookEvents.readDone(host, call(), "/never"));
        assertThat(alarm.exit()).isZero();
        assertThat(alarm.out()).contains("never proposed");

        Said denied = run(shell, host, "before", HookEvents.before(host, call(), "teleport", "{}"));
        assertThat(denied.exit()).isEqualTo(2);
        assertThat(decision(host, denied)).isEqualTo("deny");
        assertThat(denied.err()).startsWith("Syndicate: Denied by policy");
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void pinsFilesProgramsAndTheRepository(String shell, String host) throws Exception {
        Files.writeString(project.resolve("deploy.sh"), "echo one\n");
        git("init", "-q", "-b", "main");
        git("remote", "add", "origin", "https://dana:secret@git.example/acme/checkout");
        git("add", "deploy.sh");
        git("-c", "user.name=d", "-c", "user.email=d@example.com", "commit", "-q", "-m", "one");
        String head = git("rev-parse", "HEAD");
        POLICY.decideBy(action -> action.operands().stream()
                                .filter(operand -> operand.digest() != null)
                                .anyMatch(operand -> operand.path().endsWith("/a project/deploy.sh"))
                        && action.operands().stream()
                                .anyMatch(operand -> operand.path().startsWith("/")
                                        && operand.path().endsWith("bin/sh"))
                        && action.context().repository() != null
                        && "https://git.example/acme/checkout"
                                .equals(action.context().repository().remote())
                        && "main".equals(action.context().repository().branch())
                        && head.equals(action.context().repository().head())
                        && Boolean.FALSE.equals(action.context().repository().dirty())
                ? Effect.ALLOW
                : Effect.DENY);
        assertThat(run(shell, host, "before", deploy(host)).out()).contains("allow");
        Files.writeString(project.resolve("deploy.sh"), "echo two\n");
        assertThat(run(shell, host, "before", deploy(host)).exit()).isEqualTo(2);
    }

    private String deploy(String host) {
        String tool = Map.of("codex", "Bash", "gemini", "run_shell_command", "copilot", "bash", "cursor", "Shell")
                .getOrDefault(host, "Bash");
        return HookEvents.before(host, call(), tool, "{\"command\":\"sh ./deploy.sh\"}", project.toString());
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void looksAgainAfterPeopleDecidedAndRefusesAFileThatChanged(String host) throws Exception {
        Files.writeString(project.resolve("deploy.sh"), "echo one\n");
        HookShim held = start("sh", host, "before", deploy(host));
        String action = awaitedAction();
        Files.writeString(project.resolve("deploy.sh"), "rm -rf /\n");
        grant(action);
        Said refused = held.end();
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
        assertThat(decision(host, refused)).isEqualTo("deny");
        assertThat(refused.err()).contains("operand-changed").contains("deploy.sh");
        assertThat(events(action)).doesNotContain("ExecutionIntended");
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void sendsAFileThatWouldBeChanged(String shell, String host) throws Exception {
        byte[] every = new byte[256 * 1024];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(kept(shell, host, every)).contains(every);
    }

    @Test
    void sendsAnEmptyFileAndNoneThatIsTooLong() throws Exception {
        byte[] large = new byte[256 * 1024 + 1];
        assertThat(kept("sh", "gemini", new byte[0])).contains(new byte[0]);
        assertThat(kept("sh", "gemini", large)).isEmpty();
    }

    /** The file as it came with the action that would change it, once people are asked about that. */
    private Optional<byte[]> kept(String shell, String host, byte[] content) throws IOException {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        session = session();
        Files.write(project.resolve("a b"), content);
        HookShim held = start(
                shell,
                host,
                "before",
                HookEvents.edit(host, call(), project.resolve("a b").toString()));
        String action = awaitedAction();
        held.terminate();
        assertDenied(host, held.end());
        return files.find(ActionId.parse(action), Digest.of(content));
    }

    @Test
    void runsAnEditThatPeopleApprovedAlthoughItsFileWasSent() throws Exception {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        Files.writeString(project.resolve("a"), "one\n");
        String event = HookEvents.edit("cursor", call(), project.resolve("a").toString());
        HookShim held = start("sh", "cursor", "before", event);
        grant(awaitedAction());
        Said allowed = inTheEnd(held, "sh", "cursor", "before", event);
        assertThat(decision("cursor", allowed)).as(allowed.toString()).isEqualTo("allow");
    }

    @Test
    void runsWhatPeopleApprovedAndNobodyChanged() throws Exception {
        Files.writeString(project.resolve("deploy.sh"), "echo one\n");
        String event = deploy("codex");
        HookShim held = start("sh", "codex", "before", event);
        grant(awaitedAction());
        Said allowed = inTheEnd(held, "sh", "codex", "before", event);
        assertThat(allowed.exit()).as(allowed.toString()).isZero();
        assertThat(decision("codex", allowed)).isEqualTo("allow");
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void deniesWhenNobodyListensAndReportsTheGapOnceTheGatewayIsBack(String shell, String host) throws Exception {
        String real = gateway;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gateway = "http://127.0.0.1:" + taken.getLocalPort();
        }
        for (int i = 0; i < 2; i++) {
            assertDenied(host, run(shell, host, "before", HookEvents.read(host, call(), "/a")));
        }
        assertThat(run(shell, host, "after", HookEvents.readDone(host, call(), "/a"))
                        .exit())
                .isEqualTo(2);
        assertThat(run(shell, host, "start", "{}").out()).isEqualTo("{\"continue\":true}");
        gateway = real;
        String call = call();
        assertThat(run(shell, host, "before", HookEvents.read(host, call, "/a")).exit())
                .isZero();
        run(shell, host, "after", HookEvents.readDone(host, call, "/a"));
        assertThat(events(sessionId(session).toString()))
                .containsOnlyOnce("EnforcementGapReported")
                .contains("InstallationSeen");
        assertThat(count("SELECT gap_denials FROM gateway.enforcement WHERE session = '%s'"
                        .formatted(sessionId(session))))
                .isEqualTo(2);
        assertThat(home.resolve(".local/state/syndicate")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"hookSpecificOutput\":{\"permissionDecision\":\"allow\"}}', ''",
        "200, '<html>Sign in to the hotel network</html>', ''",
        "200, '{\"hookSpecificOutput\":{\"permissionDecision\":\"allow\"}}', ''",
        "200, 'allow', 'Syndicate-Verdict: allow'",
        "200, '', 'Syndicate-Verdict: allow'",
        "302, '', 'Location: http://127.0.0.1:1/'",
        "204, '', ''"
    })
    void deniesWhateverAnswersInTheGatewaysPlace(int status, String body, String header) throws Exception {
        for (String host : HookEvents.COMMAND_HOSTS) {
            try (ServerSocket other = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answerAlways(other, status, body, header));
                gateway = "http://127.0.0.1:" + other.getLocalPort();
                assertDenied(host, run("sh", host, "before", HookEvents.read(host, call(), "/a")));
            }
        }
    }

    @Test
    void deniesWhatIsFrozenOrDripsInBoundedTime() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                ServerSocket dripping = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> dripAlways(dripping));
            gateway = "http://127.0.0.1:" + frozen.getLocalPort();
            HookShim one = start("sh", "gemini", "before", HookEvents.read("gemini", call(), "/a"));
            gateway = "http://127.0.0.1:" + dripping.getLocalPort();
            HookShim other = start("sh", "cursor", "before", HookEvents.read("cursor", call(), "/a"));
            assertDenied("gemini", one.end());
            assertDenied("cursor", other.end());
        }
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void deniesWhenItIsInterrupted(String shell, String host) throws Exception {
        Files.writeString(project.resolve("deploy.sh"), "echo\n");
        HookShim held = start(shell, host, "before", deploy(host));
        awaitedAction();
        held.terminate();
        assertDenied(host, held.end());
    }

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void deniesWithoutASessionAndWithBadInput(String shell, String host) {
        assertDenied(host, run(shell, host, "before", ""));
        assertDenied(host, run(shell, host, "before", "{\"hook_event_name\":"));
        for (String input : List.of(
                "[1]",
                "\"ls\"",
                "{\"a\":".repeat(500) + "1" + "}".repeat(500),
                "{\"n\":1e999}",
                "{\"command\":\"" + "x".repeat(3_000_000) + "\"}")) {
            assertDenied(host, run(shell, host, "before", HookEvents.before(host, call(), "Read", input)));
        }
        assertDenied(host, run(shell, host, "before", HookEvents.before(host, call(), "$(exit 0)`true`;'", "{}")));
        session = "Bearer syns_" + "A".repeat(43);
        assertDenied(host, run(shell, host, "before", HookEvents.read(host, call(), "/a")));
        session = "Bearer a b\"c";
        assertDenied(host, run(shell, host, "before", HookEvents.read(host, call(), "/a")));
        session = "Bearer ";
        assertDenied(host, run(shell, host, "before", HookEvents.read(host, call(), "/a")));
    }

    @Test
    void deniesForAHostOrAnEventThatItDoesNotKnow() {
        assertThat(run("sh", "emacs", "before", "{}").exit()).isEqualTo(2);
        assertDenied("codex", run("sh", "codex", "sometimes", "{}"));
    }

    @Test
    void findsTheCredentialThatLoginKeeps() throws IOException {
        Path kept = Files.createDirectories(home.resolve(".config/syndicate")).resolve("credential");
        Files.writeString(kept, session.substring("Bearer ".length()) + "\n");
        Map<String, String> environment = environment();
        environment.remove("SYNDICATE_CREDENTIAL");
        String event = HookEvents.read("codex", call(), "/a");
        HookShim shim = HookShim.start("sh", "codex", "before", project, environment, event);
        Said allowed = inTheEnd(shim, "sh", "codex", "before", event);
        assertThat(allowed.exit()).as(allowed.toString()).isZero();
    }

    @Test
    void leavesNothingBehind() throws IOException {
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        Map<String, String> environment = environment();
        environment.put("TMPDIR", temporary.toString());
        HookShim.start("sh", "codex", "before", project, environment, HookEvents.read("codex", call(), "/a"))
                .end();
        assertThat(temporary).isEmptyDirectory();
    }

    private static void assertDenied(String host, Said said) {
        assertThat(said.exit()).as(said.toString()).isEqualTo(2);
        assertThat(decision(host, said)).as(said.toString()).isEqualTo("deny");
        assertThat(said.err()).startsWith("Syndicate: ");
    }

    private static String decision(String host, Said said) {
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

    private String awaitedAction() {
        String sql =
                "SELECT a.action::text FROM gateway.action a WHERE a.session = '%s' AND a.state = 'awaiting-approval'"
                        .formatted(sessionId(session));
        eventually(() -> !texts(sql).isEmpty());
        return texts(sql).getFirst();
    }

    private List<String> texts(String sql) {
        return org.springframework.jdbc.core.simple.JdbcClient.create(database.administrators())
                .sql(sql)
                .query(String.class)
                .list();
    }

    private void grant(String action) {
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action)));
        APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action))
                .forEach(request -> APPROVALS.grant(request.approval(), database));
    }

    private String git(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process git = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }

    private static void answerAlways(ServerSocket server, int status, String body, String header) {
        String answer =
                "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
                        .formatted(status, body.length(), header.isEmpty() ? "" : header + "\r\n", body);
        serve(server, (connection, out) -> {
            connection.getInputStream().read(new byte[65536]);
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void dripAlways(ServerSocket server) {
        serve(server, (connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nSyndicate-Verdict: allow\r\nContent-Length: 100\r\n\r\n{"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            for (int i = 0; i < 60; i++) {
                Thread.sleep(500);
                out.write(' ');
                out.flush();
            }
        });
    }

    private interface Service {

        void serve(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    private static void serve(ServerSocket server, Service service) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                service.serve(connection, connection.getOutputStream());
            } catch (IOException closed) {
                // the next one, or the end
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
