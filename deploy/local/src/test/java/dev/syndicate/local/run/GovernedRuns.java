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
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code syndicate run} against everything, in real processes, and what they have to leave behind. */
abstract class GovernedRuns {

    static final Temporary STACK = SharedStack.get();
    static final Cast CAST = new Cast(STACK.endpoints());

    private static final Pattern APPROVAL = Pattern.compile("/approvals/([0-9a-f-]{36})");

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

    /** The action of a run that has ended well, and is on record and proved there. */
    String executed() throws Exception {
        dana.script("allowed.sh", "echo done");
        String action = dana.run("--", "sh", "allowed.sh").summary().string("action");
        JsonNode record = Waiting.found("its outcome is on record", () -> found("OutcomeReported", action));
        Waiting.until(
                "a checkpoint covers it",
                () -> CAST.atAudit("ada")
                        .get("/v1/records/" + record.path("sequence") + "/proof")
                        .isOk());
        return action;
    }

    /** The approval that a run waits for, once reviewers see it. */
    static String approval(Run run) {
        String approval = asked(run);
        Waiting.until("reviewers see it", () -> stateOf(approval).equals("open"));
        return approval;
    }

    /** The approval that a run says it waits for, whether or not reviewers see it yet. */
    static String asked(Run run) {
        return Waiting.found(
                "it waits",
                () -> APPROVAL.matcher(run.errors())
                        .results()
                        .map(found -> found.group(1))
                        .findFirst());
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
        return body(Waiting.found(type + " is on record", () -> found(type, action)));
    }

    private static Optional<JsonNode> found(String type, String action) {
        return records(type, action).stream().findFirst();
    }

    static List<JsonNode> records(String type, String action) {
        Answer answer = CAST.atAudit("ada")
                .get("/v1/records?type=%s&action=%s".formatted(type, action))
                .orRefused();
        return answer.json().path("records").valueStream().toList();
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
