package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.run.Runner.Run;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code syndicate run} runs and what it does not. */
class GovernedRunIT extends GovernedRuns {

    @Test
    void whatPolicyAllowsRunsAsItIsAndItsOutcomeIsOnRecord() throws Exception {
        dana.script("allowed.sh", "printf 'a\\377b'; printf \"$1|$A_SECRET|$HIDDEN\"; echo made > made; exit 3");

        Run run = dana.run("--secret", "A_SECRET", "--", "sh", "allowed.sh", "a  b; $HOME");

        assertThat(run.status()).as(run.errors()).isEqualTo(3);
        assertThat(run.output()).endsWith("a  b; $HOME|do-not-tell|".getBytes(StandardCharsets.UTF_8));
        String digest = Digest.of(run.output()).toString();
        assertThat(run.summary().string("outputDigest")).isEqualTo(digest);
        JsonNode reported = recorded(run, "OutcomeReported");
        assertThat(reported.path("failMode").asText()).isEqualTo("closed");
        JsonNode outcome = reported.path("outcome");
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

        CAST.decide("riley", approval, "approve").orRefused();
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
        CAST.decide("riley", approval(run), "deny").orRefused();

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
        String approval = asked(run);

        nothing(run, 233);

        Waiting.until("the request is taken back", () -> stateOf(approval).equals("withdrawn"));
    }

    @Test
    void aScriptThatChangedBetweenApprovalAndRunDoesNotRun() throws Exception {
        Run run = starting("reviewed.sh");
        String approval = approval(run);
        dana.script("reviewed.sh", "echo other > ran");
        CAST.decide("riley", approval, "approve").orRefused();

        nothing(run, 234);

        JsonNode refused = recorded(run, "ExecutionRefused");
        assertThat(refused.path("outcome").path("reason").asText()).isEqualTo("operand-changed");
        assertThat(refused.path("digests").path("intentAtExecution").asText())
                .isNotEqualTo(refused.path("digests").path("intentAtApproval").asText());
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
}
