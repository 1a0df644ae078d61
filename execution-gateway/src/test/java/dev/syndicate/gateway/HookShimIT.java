package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.HookShim.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our shim on each shell there is, from an event to the answer. */
class HookShimIT extends ShimIT {

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
}
