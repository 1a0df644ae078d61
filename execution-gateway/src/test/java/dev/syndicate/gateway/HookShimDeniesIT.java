package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our shim against everything that is no gateway, and events that are none: it denies. */
class HookShimDeniesIT extends ShimIT {

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
