package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
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
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code syndicate run} against everything, in real processes, and what they have to leave behind. */
abstract class GovernedRuns {

    static final Temporary STACK = SharedStack.get();
    static final Cast CAST = new Cast(STACK.endpoints());

    @TempDir
    Path home;

    Path directory = Path.of("");
    Runner dana = new Runner(STACK, directory, "");

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

    Run starting(String script) throws IOException {
        dana.script(script, "echo ran > ran");
        return dana.start("--", "sh", script);
    }

    Run nothing(String script, int status) throws Exception {
        return nothing(starting(script), status);
    }

    Run nothing(Run run, int status) throws Exception {
        run.end();
        assertThat(run.status()).as(run.errors()).isEqualTo(status);
        assertThat(run.errors()).contains("Nothing ran.");
        assertThat(run.summary().bool("ran")).isFalse();
        assertThat(directory.resolve("ran")).doesNotExist();
        return run;
    }

    /** The action of a run that has ended well, and is on record. */
    String executed() throws Exception {
        dana.script("allowed.sh", "echo done");
        Run run = dana.run("--", "sh", "allowed.sh");
        recorded(run, "OutcomeReported");
        return run.summary().string("action");
    }

    /** The approval that a run waits for, once reviewers see it. */
    static String approval(Run run) {
        Waiting.until("it waits", () -> run.errors().contains("/approvals/"));
        String approval = run.errors().replaceAll("(?s).*/approvals/([0-9a-f-]{36}).*", "$1");
        Waiting.until("reviewers see it", () -> stateOf(approval).equals("open"));
        return approval;
    }

    static String stateOf(String approval) {
        try {
            return CAST.atApprovals("riley")
                    .get("/v1/approvals/" + approval)
                    .orRefused()
                    .text("state");
        } catch (RefusedException notYet) {
            return "";
        }
    }

    static JsonNode recorded(Run run, String type) {
        String action = run.summary().string("action");
        Waiting.until(type + " is on record", () -> !records(type, action).isEmpty());
        return records(type, action).getFirst();
    }

    static List<JsonNode> records(String type, String action) {
        Answer answer = CAST.atAudit("ada")
                .get("/v1/records?type=%s&action=%s".formatted(type, action))
                .orRefused();
        return answer.json()
                .path("records")
                .valueStream()
                .map(GovernedRunIT::body)
                .toList();
    }

    static JsonNode body(JsonNode record) {
        return record.path("body");
    }

    static String machineToken() {
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
