package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.local.Component;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.run.Runner.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code syndicate run} while something is missing, is taken away, or is interrupted. */
class GovernedRunFaultsIT extends GovernedRuns {

    private static final String REPORTED = "reported 1 outcomes of earlier runs";
    private static final int ATTEMPTS = 10;

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

        assertThat(reporting().errors()).contains(REPORTED);
        assertThat(recorded(run, "OutcomeReported")
                        .path("outcome")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(4);
    }

    /** A run that reports for the earlier one: each gives a gateway that is only just up a few seconds for it. */
    private Run reporting() throws Exception {
        Run run = dana.run("--", "sh", "allowed.sh");
        for (int again = 0; again < ATTEMPTS && !run.errors().contains(REPORTED); again++) {
            run = dana.run("--", "sh", "allowed.sh");
        }
        return run;
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
        // Only the intent is sealed before the answer.
        Waiting.until(
                "the grant is on record",
                () -> !records("ExecutionGranted", action).isEmpty());
        assertThat(records("ExecutionGranted", action)).hasSize(1);
        assertThat(records("OutcomeReported", action)).isEmpty();
    }
}
