package dev.syndicate.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.SyndicateCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs as {@code syndicate connect} installs them, run as processes. */
class InstalledShimTest {

    private static final String FAKE = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case $1 in
                --output) printf '{"hookSpecificOutput":{"permissionDecision":"allow"}}' >"$2" ;;
                --dump-header) printf 'Syndicate-Verdict: allow\\r\\n' >"$2" ;;
              esac
              shift
            done
            printf 200
            """;

    @TempDir
    private Path root;

    private Path programs;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        String gateway;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gateway = "http://127.0.0.1:" + taken.getLocalPort();
        }
        StringWriter said = new StringWriter();
        int exit = SyndicateCli.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("connect", "codex", "--managed", "--gateway", gateway, "--root", root.toString());
        assertThat(exit).as(said.toString()).isZero();
        programs = root.resolve("usr/local/libexec/syndicate");
    }

    private Said run(Map<String, String> environment, String program, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(programs.resolve(program).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("SYNDICATE_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", root.toString());
        builder.environment().put("SYNDICATE_CREDENTIAL", "syns_" + "A".repeat(43));
        builder.environment().putAll(environment);
        // From a file: a program that ends without reading leaves a pipe broken.
        Path event = Files.writeString(root.resolve("event.json"), "{}");
        Process process = builder.redirectInput(event.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out, err);
    }

    @Test
    void asksNobodyElseWhateverTheEnvironmentSays() throws Exception {
        Path fakes = Files.createDirectories(root.resolve("fakes"));
        Path curl = Files.writeString(fakes.resolve("curl"), FAKE);
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(root.resolve(".curlrc"), "url = \"http://127.0.0.1:1/\"\noutput = \"/dev/null\"\n");
        Map<String, String> hostile = Map.of(
                "PATH",
                fakes + ":" + System.getenv("PATH"),
                "SYNDICATE_GATEWAY_URL",
                "http://127.0.0.1:2",
                "SYNDICATE_HOOK_DEADLINE",
                "0",
                "CURL_HOME",
                root.toString());
        Said denied = run(hostile, "syndicate-hook", "codex", "before");
        assertThat(denied.exit()).as(denied.toString()).isEqualTo(2);
        assertThat(denied.out()).contains("\"permissionDecision\":\"deny\"").doesNotContain("allow");
        assertThat(denied.err()).contains("cannot be reached");
        assertThat(root.resolve(".local/state/syndicate/gaps")).isRegularFile();
    }

    @Test
    void saysThatNothingIsGovernedWhereTheCanaryRuns() throws Exception {
        Said said = run(Map.of(), "syndicate-canary");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("NOT GOVERNED").contains("could not be told");
    }
}
