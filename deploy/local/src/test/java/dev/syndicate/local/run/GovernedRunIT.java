package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.local.Component;
import dev.syndicate.local.SharedStack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import dev.syndicate.local.run.Runner.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code syndicate run} against everything, in real processes. */
class GovernedRunIT {

    private static final Temporary STACK = SharedStack.get();
    private static final Cast CAST = new Cast(STACK.endpoints());

    @TempDir
    Path home;

    private Path directory = Path.of("");
    private Runner dana = new Runner(STACK, directory, "");

    @BeforeAll
    static void releasePolicy() throws IOException {
        CAST.release(Files.readString(Path.of("src/test/resources/run-policy.yaml")), "pat", "percy");
    }

    @BeforeEach
    void prepare() throws Exception {
        directory = home.resolve("repository").toAbsolutePath();
        Runner.repository(directory);
        Files.createDirectory(home.resolve("logs"));
        dana = new Runner(STACK, directory, CAST.token("dana"));
    }

    @Test
    void whatPolicyAllowsRunsAsItIsAndItsOutcomeIsOnRecord() throws Exception {
        dana.script("allowed.sh", "printf 'a\\377b'; printf \"$1|$A_SECRET|$HIDDEN\"; echo made > made; exit 3");

        Run run = dana.run("--secret", "A_SECRET", "--", "sh", "allowed.sh", "a  b; $HOME");

        assertThat(run.status()).as(run.errors()).isEqualTo(3);
        assertThat(run.output()).endsWith("a  b; $HOME|do-not-tell|".getBytes(StandardCharsets.UTF_8));
        String digest = Digest.of(run.output()).toString();
        assertThat(run.summary().string("outputDigest")).isEqualTo(digest);
        JsonNode outcome = recorded(run, "OutcomeReported").path("outcome");
        assertThat(outcome.path("result").asText()).isEqualTo("execution-failed");
        assertThat(outcome.path("exitCode").asInt()).isEqualTo(3);
        assertThat(outcome.path("resultDigest").asText()).isEqualTo(digest);
        assertThat(outcome.path("observedIntent").asText())
                .isEqualTo(run.summary().string("intentDigest"));
        assertThat(outcome.path("effects").toString())
                .contains("changed made " + Digest.of("made\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(run.errors() + recorded(run, "ActionProposed")).doesNotContain("do-not-tell");
    }

    @Test
    void waitsForAReviewerAndSaysWhoAndWhere() throws Exception {
        dana.script("reviewed.sh", "echo ran");
        Run run = dana.start("--trust", STACK.home().trust().toString(), "--", "sh", "reviewed.sh");
        String approval = approval(run);

        CAST.vote("riley", approval, "approve").orRefused();
        run.end();

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).asString(StandardCharsets.UTF_8).isEqualTo("ran\n");
        assertThat(run.errors())
                .contains("waiting for 1 of syndicate-reviewers, 14 min", "/approvals/" + approval, "granted, sealed");
        JsonNode authority = recorded(run, "OutcomeReported").path("authority");
        assertThat(authority.toString()).contains("Riley Chen");
    }

    @Test
    void whatPolicyDeniesDoesNotRun() throws Exception {
        Run run = nothing("denied.sh", 231);

        assertThat(run.errors()).contains("Denied by policy: The tests deny it.", "Nothing ran.");
        assertThat(run.summary().string("reason")).isEqualTo("denied-by-policy");
    }

    @Test
    void whatAReviewerDeniesDoesNotRun() throws Exception {
        Run run = starting("reviewed.sh");
        CAST.vote("riley", approval(run), "deny").orRefused();

        assertThat(nothing(run, 232).errors()).contains("Denied by Riley Chen");
    }

    @Test
    void whatNobodyDecidesInTimeDoesNotRun() throws Exception {
        assertThat(nothing("short.sh", 233).errors()).contains("Nobody decided in time");
    }

    @Test
    void whoeverDoesNotWaitLongerTakesTheRequestBack() throws Exception {
        dana.script("reviewed.sh", "echo ran > ran");
        Run run = dana.start("--wait", "PT2S", "--", "sh", "reviewed.sh");
        String approval = approval(run);

        nothing(run, 233);

        Waiting.until("the request is taken back", () -> stateOf(approval).equals("withdrawn"));
    }

    @Test
    void aScriptThatChangedBetweenApprovalAndRunDoesNotRun() throws Exception {
        Run run = starting("reviewed.sh");
        String approval = approval(run);
        dana.script("reviewed.sh", "echo other > ran");
        CAST.vote("riley", approval, "approve").orRefused();

        nothing(run, 234);

        JsonNode refused = recorded(run, "ExecutionRefused");
        assertThat(refused.path("outcome").path("reason").asText()).isEqualTo("operand-changed");
        assertThat(refused.path("digests").path("intentAtExecution").asText())
                .isNotEqualTo(refused.path("digests").path("intentAtApproval").asText());
    }

    @Test
    void interruptedWhileWaitingNothingRunsAndTheRequestIsTakenBack() throws Exception {
        Run run = starting("reviewed.sh");
        String approval = approval(run);

        run.signal("INT");

        nothing(run, 130);
        Waiting.until("the request is taken back", () -> stateOf(approval).equals("withdrawn"));
    }

    @Test
    void signalsReachTheCommandAndItsStatusComesBack() throws Exception {
        dana.script("allowed.sh", "trap 'echo stopped; exit 9' TERM; echo started; while :; do sleep 0.1; done");
        Run run = dana.start("--", "sh", "allowed.sh");
        Waiting.until("it has started", () -> run.output().length > 0);

        run.signal("TERM");
        run.end();

        assertThat(run.status()).as(run.errors()).isEqualTo(9);
        assertThat(run.output()).asString(StandardCharsets.UTF_8).isEqualTo("started\nstopped\n");
        assertThat(recorded(run, "OutcomeReported")
                        .path("outcome")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aCommandThatDiesOfASignalSaysSo() throws Exception {
        dana.script("allowed.sh", "echo started; exec sleep 600");
        Run run = dana.start("--", "sh", "allowed.sh");
        Waiting.until("it has started", () -> run.output().length > 0);

        run.signal("INT");
        run.end();

        assertThat(run.status()).as(run.errors()).isEqualTo(130);
        assertThat(run.summary().bool("ran")).isTrue();
        assertThat(recorded(run, "OutcomeReported")
                        .path("outcome")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(130);
    }

    @Test
    void aMachineActsForWhoeverAnswersForIt() throws Exception {
        String token = machineToken();
        Runner ci = new Runner(STACK, directory, token);
        ci.script("allowed.sh", "echo ran");

        Run run = ci.run("--", "sh", "allowed.sh");

        assertThat(run.status()).as(run.errors()).isZero();
        JsonNode who = recorded(run, "ActionProposed").path("who");
        assertThat(who.toString())
                .contains("CI of acme/checkout", "Dana Okafor")
                .containsIgnoringCase("workload");
        assertThat(run.errors() + run.summary()).doesNotContain(token);
    }

    @Test
    void withoutATokenNothingIsAskedAndNothingRuns() throws Exception {
        Runner nobody = new Runner(STACK, directory, "");
        nobody.script("allowed.sh", "echo ran > ran");

        assertThat(nothing(nobody.start("--", "sh", "allowed.sh"), 236).errors())
                .contains("SYNDICATE_TOKEN");
        Runner reviewer = new Runner(STACK, directory, CAST.token("riley"));
        assertThat(nothing(reviewer.start("--", "sh", "allowed.sh"), 236).errors())
                .contains("403");
    }

    @Test
    void withoutAGatewayNothingRuns() throws Exception {
        Run waiting = starting("reviewed.sh");
        String approval = approval(waiting);
        STACK.stack().stop(Component.GATEWAY);
        try {
            assertThat(nothing("allowed.sh", 235).errors()).contains("Cannot reach");
            nothing(waiting, 235);
        } finally {
            STACK.stack().start(Component.GATEWAY);
            STACK.stack().awaitReady(Component.GATEWAY);
        }
        CAST.vote("riley", approval, "approve");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void withoutAReceiptNothingRuns() throws Exception {
        STACK.stack().stop(Component.AUDIT);
        try {
            Run run = nothing("allowed.sh", 234);
            assertThat(run.errors()).contains("seal-unavailable");
            assertThat(run.summary().has("execution")).isFalse();
        } finally {
            STACK.stack().start(Component.AUDIT);
            STACK.stack().awaitReady(Component.AUDIT);
        }
    }

    @Test
    void anOutcomeThatNobodyHeardIsReportedByTheNextRun() throws Exception {
        dana.script("allowed.sh", "echo started; while [ ! -e go ]; do sleep 0.1; done; exit 4");
        Run run = dana.start("--", "sh", "allowed.sh");
        Waiting.until("it has started", () -> run.output().length > 0);
        STACK.stack().kill(Component.GATEWAY);
        try {
            Files.createFile(directory.resolve("go"));
            Waiting.until("it cannot report", () -> run.errors().contains("not reported yet"));
            run.signal("TERM");
            assertThat(run.end().status()).as(run.errors()).isEqualTo(4);
            assertThat(run.summary().bool("reported")).isFalse();
        } finally {
            STACK.stack().start(Component.GATEWAY);
            STACK.stack().awaitReady(Component.GATEWAY);
        }
        dana.script("allowed.sh", "exit 0");

        Run next = dana.run("--", "sh", "allowed.sh");

        assertThat(next.errors()).contains("reported 1 outcomes of earlier runs");
        assertThat(recorded(run, "OutcomeReported")
                        .path("outcome")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void killedBeforeItCouldReportNothingIsClaimed() throws Exception {
        dana.script("allowed.sh", "echo started; sleep 600");
        Run run = dana.start("--", "sh", "allowed.sh");
        Waiting.until("it has started", () -> run.output().length > 0);
        List<ProcessHandle> command = run.process().descendants().toList();

        run.process().destroyForcibly().waitFor();
        command.forEach(ProcessHandle::destroyForcibly);

        String action = run.errors().replaceAll("(?s).*action ([0-9a-f-]{36}).*", "$1");
        assertThat(records("ExecutionGranted", action)).hasSize(1);
        assertThat(records("OutcomeReported", action)).isEmpty();
    }

    private Run starting(String script) throws IOException {
        dana.script(script, "echo ran > ran");
        return dana.start("--", "sh", script);
    }

    private Run nothing(String script, int status) throws Exception {
        return nothing(starting(script), status);
    }

    private Run nothing(Run run, int status) throws Exception {
        run.end();
        assertThat(run.status()).as(run.errors()).isEqualTo(status);
        assertThat(run.errors()).contains("Nothing ran.");
        assertThat(run.summary().bool("ran")).isFalse();
        assertThat(directory.resolve("ran")).doesNotExist();
        return run;
    }

    /** The approval that a run waits for, once reviewers see it. */
    private static String approval(Run run) {
        Waiting.until("it waits", () -> run.errors().contains("/approvals/"));
        String approval = run.errors().replaceAll("(?s).*/approvals/([0-9a-f-]{36}).*", "$1");
        Waiting.until("reviewers see it", () -> stateOf(approval).equals("open"));
        return approval;
    }

    private static String stateOf(String approval) {
        try {
            return CAST.atApprovals("riley")
                    .get("/v1/approvals/" + approval)
                    .orRefused()
                    .text("state");
        } catch (RefusedException notYet) {
            return "";
        }
    }

    private static JsonNode recorded(Run run, String type) {
        String action = run.summary().string("action");
        Waiting.until(type + " is on record", () -> !records(type, action).isEmpty());
        return records(type, action).getFirst();
    }

    private static List<JsonNode> records(String type, String action) {
        Answer answer = CAST.atAudit("ada")
                .get("/v1/records?type=%s&action=%s".formatted(type, action))
                .orRefused();
        return answer.json()
                .path("records")
                .valueStream()
                .map(GovernedRunIT::body)
                .toList();
    }

    private static JsonNode body(JsonNode record) {
        return record.path("body");
    }

    private static String machineToken() {
        String client = Base64.getEncoder().encodeToString("ci-checkout:ci-checkout".getBytes(StandardCharsets.UTF_8));
        return Api.at(STACK.endpoints().issuer())
                .with("Authorization", "Basic " + client)
                .postText(
                        "/oauth2/token",
                        "grant_type=client_credentials&scope=syndicate",
                        "application/x-www-form-urlencoded")
                .orRefused()
                .text("access_token");
    }
}
