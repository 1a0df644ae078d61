package dev.syndicate.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.cli.SyndicateCli;
import dev.syndicate.cli.user.UserDirectories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConnectCommandTest {

    private static final String GATEWAY = "https://gateway.example";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    private record Said(int exit, String out, String err) {}

    private Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                SyndicateCli.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("connect", "--gateway", GATEWAY, "--root", root.toString()));
        all.addAll(List.of(arguments));
        int exit = line.execute(all.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    private Path home() {
        return root.resolve(Path.of("/").relativize(UserDirectories.found().home()));
    }

    private Path file(CodingTool tool, boolean managed) {
        return new Places(root, home(), root, false).hooks(tool, managed);
    }

    private Map<Path, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            Map<Path, String> contents = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file));
            }
            return contents;
        }
    }

    private JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    static Stream<Arguments> toolsAndScopes() {
        return Stream.of(CodingTool.values())
                .flatMap(tool -> Stream.of("--user", "--managed").map(scope -> Arguments.of(tool, scope)));
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void writesOnceAndTakesItOutAgain(CodingTool tool, String scope) throws IOException {
        Said first = run(tool.toString(), scope);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("Enforcement tier: ", "Without an answer: ", "It does not see:");
        Map<Path, String> written = files();
        assertThat(written).containsKey(file(tool, scope.equals("--managed")));
        Said second = run(tool.toString(), scope);
        assertThat(second.out()).doesNotContain("written").contains("already so");
        assertThat(files()).isEqualTo(written);
        assertThat(run(tool.toString(), scope, "--remove").exit()).isZero();
        assertThat(file(tool, scope.equals("--managed"))).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void writesNothingOnADryRun(CodingTool tool, String scope) throws IOException {
        Said said = run(tool.toString(), scope, "--dry-run");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains(file(tool, scope.equals("--managed")).toString());
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void leavesEverythingElseAsItWas(CodingTool tool, String scope) throws IOException {
        boolean managed = scope.equals("--managed");
        Path file = file(tool, managed);
        Files.createDirectories(file.getParent());
        String before = tool == CodingTool.CODEX && managed
                ? "# ours\nallowed_sandbox_modes = [\"read-only\"]\n\n[features]\nweb = false\n"
                : """
                  {
                    "version" : 1,
                    "model" : "opus",
                    "hooks" : {
                      "Stop" : [ {
                        "hooks" : [ {
                          "type" : "command",
                          "command" : "say done"
                        } ]
                      } ]
                    },
                    "permissions" : {
                      "deny" : [ "Read(.env)" ]
                    }
                  }
                  """;
        Files.writeString(file, before);
        assertThat(run(tool.toString(), scope).exit()).isZero();
        String between = Files.readString(file);
        assertThat(between).isNotEqualTo(before);
        for (String line : tool == CodingTool.CODEX && managed
                ? List.of("# ours", "web = false")
                : List.of("\"model\" : \"opus\"", "say done", "Read(.env)")) {
            assertThat(between).contains(line);
        }
        assertThat(file.resolveSibling(file.getFileName() + ".before-syndicate"))
                .hasContent(before);
        assertThat(run(tool.toString(), scope, "--remove").exit()).isZero();
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(backup(file)).doesNotExist();
    }

    private static Path backup(Path file) {
        return file.resolveSibling(file.getFileName() + ".before-syndicate");
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void takesOutNothingButItsOwnWhereTheFileWasChangedSince(CodingTool tool, String scope) throws IOException {
        Path file = file(tool, scope.equals("--managed"));
        Files.createDirectories(file.getParent());
        boolean toml = file.toString().endsWith(".toml");
        Files.writeString(file, toml ? "web = true\n" : "{\"model\": \"opus\"}");
        run(tool.toString(), scope);
        Files.writeString(
                file,
                toml
                        ? Files.readString(file).replace("web = true", "web = false")
                        : Files.readString(file).replace("opus", "haiku"));
        assertThat(run(tool.toString(), scope, "--remove").exit()).isZero();
        assertThat(Files.readString(file))
                .contains(toml ? "web = false" : "haiku")
                .doesNotContain(GATEWAY)
                .doesNotContain("syndicate-hook");
        assertThat(backup(file)).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void leavesAloneWhatItNeverTouched(CodingTool tool, String scope) throws IOException {
        Path file = file(tool, scope.equals("--managed"));
        assertThat(run(tool.toString(), scope, "--remove").out()).contains("already so");
        assertThat(files()).isEmpty();
        Files.createDirectories(file.getParent());
        String foreign = file.toString().endsWith(".toml") ? "web=true" : "{\"model\":\"opus\"}";
        Files.writeString(file, foreign);
        assertThat(run(tool.toString(), scope, "--remove").out()).contains("already so");
        assertThat(files()).isEqualTo(Map.of(file, foreign));
    }

    /** Hooks and servers of Gemini CLI share a file: it goes back when the last of them is taken out, in either order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void putsASharedFileBackWithItsLastPart(boolean hooksFirst) throws IOException {
        Path file = file(CodingTool.GEMINI, false);
        Files.createDirectories(file.getParent());
        String before = "{ \"theme\" : \"dark\" }";
        Files.writeString(file, before);
        run("gemini");
        run("mcp", "--client", "gemini");
        String[] servers = {"mcp", "--client", "gemini", "--remove"};
        String[] hooks = {"gemini", "--remove"};
        run(hooksFirst ? hooks : servers);
        assertThat(Files.readString(file)).contains(hooksFirst ? "mcpServers" : "syndicate-hook", "dark");
        assertThat(backup(file)).hasContent(before);
        run(hooksFirst ? servers : hooks);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(backup(file)).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("toolsAndScopes")
    void touchesNothingThatItCannotRead(CodingTool tool, String scope) throws IOException {
        Path file = file(tool, scope.equals("--managed"));
        Files.createDirectories(file.getParent());
        List<String> unreadable = tool == CodingTool.CODEX && scope.equals("--managed")
                ? List.of("allow_managed_hooks_only = false\n", "[hooks]\nmanaged_dir = \"/x\"\n")
                : List.of("{ // a comment\n}", "[]", "{\"hooks\":[]}", "{\"a\":1,\"a\":2}", "{} {}");
        for (String content : unreadable) {
            Files.writeString(file, content);
            Said said = run(tool.toString(), scope);
            assertThat(said.exit()).as(content).isEqualTo(1);
            assertThat(said.err()).contains("left as it is");
            assertThat(Files.readString(file)).isEqualTo(content);
        }
    }

    @Test
    void locksClaudeCodeForAFleet() throws IOException {
        run("claude-code", "--managed");
        JsonNode settings = json(root.resolve("etc/claude-code/managed-settings.json"));
        assertThat(settings.path("allowManagedHooksOnly").asBoolean()).isTrue();
        assertThat(settings.path("permissions")
                        .path("disableBypassPermissionsMode")
                        .asText())
                .isEqualTo("disable");
        assertThat(settings.path("allowedHttpHookUrls").get(0).asText()).isEqualTo(GATEWAY + "/v1/hooks/claude-code");
        assertThat(settings.path("httpHookAllowedEnvVars").toString()).contains("SYNDICATE_CREDENTIAL");
        for (String event : List.of("PreToolUse", "PostToolUse", "PostToolUseFailure", "SessionStart")) {
            JsonNode hook =
                    settings.path("hooks").path(event).path(0).path("hooks").path(0);
            assertThat(hook.path("type").asText()).isEqualTo("http");
            assertThat(hook.path("onFailure").asText()).isEqualTo("block");
            assertThat(hook.path("timeout").asInt()).isGreaterThan(540);
            assertThat(hook.path("headers").path("Authorization").asText()).isEqualTo("Bearer $SYNDICATE_CREDENTIAL");
        }
        assertThat(settings.toString()).doesNotContain("syns_");
    }

    @Test
    void asksBeforeAndAfterEveryToolOfCommandHosts() throws IOException {
        run("codex");
        run("gemini");
        run("copilot");
        run("cursor");
        JsonNode codex = json(home().resolve(".codex/hooks.json"));
        assertThat(codex.properties()).hasSize(1);
        JsonNode before =
                codex.path("hooks").path("PreToolUse").path(0).path("hooks").path(0);
        assertThat(before.path("command").asText()).endsWith("/.local/bin/syndicate-hook codex before");
        assertThat(before.path("timeout").asInt()).isGreaterThan(Shim.DEADLINE);
        JsonNode gemini = json(home().resolve(".gemini/settings.json"));
        assertThat(gemini.at("/hooks/BeforeTool/0/hooks/0/timeout").asInt()).isGreaterThan(Shim.DEADLINE * 1000);
        assertThat(gemini.at("/hooks/AfterTool/0/hooks/0/command").asText()).endsWith("gemini after");
        JsonNode copilot = json(home().resolve(".copilot/hooks/syndicate.json"));
        assertThat(copilot.at("/hooks/PreToolUse/0/timeoutSec").asInt()).isGreaterThan(Shim.DEADLINE);
        JsonNode cursor = json(home().resolve(".cursor/hooks.json"));
        assertThat(cursor.at("/hooks/preToolUse/0/failClosed").asBoolean()).isTrue();
        assertThat(cursor.at("/hooks/postToolUseFailure/0/command").asText()).endsWith("cursor after");
    }

    @Test
    void fixesTheGatewayInTheProgramsItInstalls() throws IOException {
        run("codex", "--managed");
        Path hook = root.resolve("usr/local/libexec/syndicate/syndicate-hook");
        assertThat(Files.readString(hook)).contains("fixed_gateway='" + GATEWAY + "'", "fixed_deadline='570'");
        assertThat(Files.isExecutable(hook)).isTrue();
        assertThat(Files.isExecutable(hook.resolveSibling("syndicate-canary"))).isTrue();
        assertThat(Files.readString(root.resolve("etc/codex/requirements.toml")))
                .startsWith("# >>> syndicate connect")
                .contains(
                        "allow_managed_hooks_only = true\n",
                        "managed_dir = \"/usr/local/libexec/syndicate\"",
                        "command = \"/usr/local/libexec/syndicate/syndicate-hook codex before\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex", "gemini", "copilot", "cursor"})
    void writesTheServersOfAClient(String client) throws IOException {
        Said said = run("mcp", "--client", client);
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("Enforcement tier: A");
        Path file = new Places(root, home(), root, false).servers(CodingTool.of(client));
        assertThat(Files.readString(file))
                .contains(GATEWAY + "/mcp", "SYNDICATE_CREDENTIAL")
                .doesNotContain("syns_");
        String once = Files.readString(file);
        run("mcp", "--client", client);
        assertThat(Files.readString(file)).isEqualTo(once);
        run("mcp", "--client", client, "--remove");
        assertThat(file).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithWhatWasTyped() {
        assertThat(run("emacs").exit()).isEqualTo(2);
        assertThat(run("emacs").err()).contains("no coding tool");
        assertThat(run("codex", "--user", "--managed").exit()).isEqualTo(2);
        assertThat(run("codex", "--gateway", "ftp://x").exit()).isEqualTo(2);
        assertThat(run("codex", "--gateway", "https://x/';rm -rf /").exit()).isEqualTo(2);
    }
}
