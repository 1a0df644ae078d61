package dev.syndicate.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.connect.CodingTool;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.local.CliProcess;
import dev.syndicate.local.SharedStack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.connect.HostInvocation.Said;
import dev.syndicate.local.demo.Cast;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/operations/connect.md, with everything in real processes: what {@code ./syndicate connect} and {@code login} write is read
 * as the coding tool would read it, and run.
 */
class ConnectIT {

    private static final Temporary STACK = SharedStack.get();
    private static final Cast CAST = new Cast(STACK.endpoints());
    private static final int ATTEMPTS = 5;
    private static final String POLICY = """
            schema: policy-bundle/v1
            description: What the tests of connected coding tools do.
            rules:
              - id: commands
                match:
                  kinds: [command]
                effect: allow
                risk: low
                reason: The tests allow it.
            """;

    /** The fail mode that the table of the guide gives each of them. */
    private static final Map<CodingTool, String> FAIL_MODES = Map.of(
            CodingTool.CLAUDE_CODE, "closed",
            CodingTool.CODEX, "open-if-killed",
            CodingTool.GEMINI, "open-if-killed",
            CodingTool.COPILOT, "open-if-killed",
            CodingTool.CURSOR, "closed");

    @TempDir
    Path home;

    @BeforeAll
    static void releasePolicy() {
        CAST.release(POLICY, "pat", "percy");
    }

    @ParameterizedTest
    @EnumSource(CodingTool.class)
    void asksAboutEveryCallOnceItIsConnected(CodingTool tool) throws Exception {
        syndicate("connect", tool.toString());
        String login =
                syndicate("login", "--tool", tool.toString(), "--tool-version", "2.1.330", "--as", "dana", "--save");
        String session = exported(login, "SYNDICATE_SESSION");
        HostInvocation host = HostInvocation.of(tool, home, exported(login, "SYNDICATE_CREDENTIAL"));

        Said allowed = sealed(host);
        assertThat(allowed.decision()).as(allowed.toString()).isEqualTo("allow");
        host.after("call-1", "ls");
        Said denied = host.before("call-2", "syndicate-canary");
        assertThat(denied.decision()).as(denied.toString()).isEqualTo("deny");

        JsonNode executed = recorded(session, "OutcomeReported");
        assertThat(executed.path("enforcementTier").asText()).isEqualTo("C");
        assertThat(executed.path("failMode").asText()).isEqualTo(FAIL_MODES.get(tool));
        assertThat(executed.path("outcome").path("result").asText()).isEqualTo("executed");
        assertThat(recorded(session, "CanaryReported").isObject()).isTrue();

        syndicate("connect", tool.toString(), "--remove");
        assertThat(HostInvocation.settings(tool, home)).doesNotExist();
    }

    /** What the host is told; it asks the same again where no receipt came in time, which is a deny. */
    private static Said sealed(HostInvocation host) throws Exception {
        Said said = host.before("call-1", "ls");
        for (int again = 0; again < ATTEMPTS && isUnsealed(said); again++) {
            said = host.before("call-1", "ls");
        }
        return said;
    }

    private static boolean isUnsealed(Said said) {
        return said.decision().equals("deny") && said.out().contains("Refused, seal-unavailable");
    }

    /** The credential that {@code --save} keeps is all that an editor without a shell has. */
    @Test
    void findsTheKeptCredentialWithoutAnEnvironment() throws Exception {
        syndicate("connect", "cursor");
        syndicate("login", "--tool", "cursor", "--as", "dana", "--save");
        Said allowed = sealed(HostInvocation.of(CodingTool.CURSOR, home, ""));
        assertThat(allowed.decision()).as(allowed.toString()).isEqualTo("allow");
    }

    @ParameterizedTest
    @EnumSource(CodingTool.class)
    void reachesTheServersBehindTheGateway(CodingTool client) throws Exception {
        syndicate("connect", "mcp", "--client", client.toString());
        Path file = client == CodingTool.CLAUDE_CODE ? home.resolve(".mcp.json") : servers(client);
        String written = Files.readString(file);
        Matcher address =
                Pattern.compile("\"?(?:httpUrl|url)\"?\\s*[:=]\\s*\"([^\"]+)\"").matcher(written);
        assertThat(address.find()).as(written).isTrue();
        assertThat(written)
                .containsAnyOf(
                        "Bearer ${SYNDICATE_CREDENTIAL}",
                        "Bearer $SYNDICATE_CREDENTIAL",
                        "Bearer ${env:SYNDICATE_CREDENTIAL}",
                        "bearer_token_env_var = \"SYNDICATE_CREDENTIAL\"");
        String credential =
                CAST.openSession(CAST.token("dana"), "mcp").orRefused().text("credential");
        URI url = URI.create(address.group(1));
        Answer hello = Api.at(url)
                .as(credential)
                .with("Accept", "application/json, text/event-stream")
                .postText(url.getPath(), """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        assertThat(hello.isOk()).as(hello.body()).isTrue();
        assertThat(hello.body()).contains("serverInfo");
        syndicate("connect", "mcp", "--client", client.toString(), "--remove");
        assertThat(file).doesNotExist();
    }

    private Path servers(CodingTool client) {
        return home.resolve(
                switch (client) {
                    case CODEX -> ".codex/config.toml";
                    case GEMINI -> ".gemini/settings.json";
                    case COPILOT -> ".copilot/mcp-config.json";
                    case CURSOR -> ".cursor/mcp.json";
                    case CLAUDE_CODE -> ".mcp.json";
                });
    }

    /** As dana types it, in her home; answers what it printed. */
    private String syndicate(String... words) throws IOException, InterruptedException {
        Path said = home.resolve("said");
        Path log = home.resolve("log");
        ProcessBuilder builder = CliProcess.of(STACK, List.of(), List.of(words))
                .directory(home.toFile())
                .redirectOutput(said.toFile())
                .redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    private static String exported(String login, String name) {
        Matcher export = Pattern.compile("export %s=(\\S+)".formatted(name)).matcher(login);
        assertThat(export.find()).isTrue();
        return export.group(1);
    }

    private static JsonNode recorded(String session, String type) {
        return Waiting.found(type + " is on record", () -> firstOf(session, type))
                .path("body");
    }

    private static Optional<JsonNode> firstOf(String session, String type) {
        return CAST.atAudit("ada")
                .get("/v1/records?type=%s&session=%s".formatted(type, session))
                .orRefused()
                .json()
                .path("records")
                .valueStream()
                .findFirst();
    }
}
