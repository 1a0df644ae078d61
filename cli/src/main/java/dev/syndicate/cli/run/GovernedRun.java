package dev.syndicate.cli.run;

import dev.syndicate.client.ActionStatus;
import dev.syndicate.client.Leave;
import dev.syndicate.client.OpenedSession;
import dev.syndicate.client.Proposal;
import dev.syndicate.client.Report;
import dev.syndicate.contracts.crypto.TrustedKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One command, from the proposal to the reported outcome. Everything that could change between approval and run is looked
 * at three times: for the proposal, for the request to run, and once leave is there; only if the last two looks agree does
 * it start.
 */
final class GovernedRun {

    private final OpenedSession session;
    private final Signals signals;
    private final ProgressLine progress;
    private final Summary summary;
    private final Asking asking;
    private final Outbox outbox;
    private final Terms terms;

    /**
     * What the caller asks for.
     *
     * @param patience how long to wait for people
     * @param trusted the keys that may sign receipts; absent where any receipt of the gateway will do
     */
    record Terms(Duration patience, Optional<TrustedKeys> trusted) {}

    GovernedRun(
            OpenedSession session,
            Signals signals,
            ProgressLine progress,
            Summary summary,
            Outbox outbox,
            Terms terms) {
        this.session = session;
        this.signals = signals;
        this.progress = progress;
        this.summary = summary;
        this.asking = new Asking(signals);
        this.outbox = outbox;
        this.terms = terms;
    }

    /** Runs it; answers its exit status. Throws {@link NothingRanException} if it did not run. */
    int run(CommandToRun command, Look look, Git git, OutputStream out, OutputStream err) {
        ActionStatus authorised = authorise(look.now());
        Optional<WorkingTree> before = WorkingTree.now(git);
        Proposal presented = look.now();
        signals.defer();
        signals.requireNone();
        LeaveToRun.Given given = leave(authorised, presented);
        summary.granted(given.leave());
        requireGood(given, presented, look);
        Execution execution = start(command, given.leave(), out, err);
        signals.passTo(execution.process());
        Execution.Ended ended = execution.await();
        signals.commandEnded();
        summary.ran(ended);
        report(given.leave(), outcome(ended, presented, effects(git, before)));
        return ended.exitCode();
    }

    private ActionStatus authorise(Proposal proposal) {
        Authorisation authorisation =
                new Authorisation(session.agent(), asking, progress, InstantSource.system(), terms.patience());
        ActionStatus proposed = authorisation.propose(proposal);
        summary.proposed(proposed);
        progress.say("action %s, for %s in %s, tier %s"
                .formatted(proposed.action(), session.principal(), session.workspace(), session.enforcementTier()));
        ActionStatus authorised = authorisation.await(proposed);
        progress.say("authorised"
                + authorised
                        .decision()
                        .rule()
                        .map(rule -> " under the rule " + rule)
                        .orElse(""));
        return authorised;
    }

    private LeaveToRun.Given leave(ActionStatus authorised, Proposal presented) {
        return new LeaveToRun(session.agent(), asking, terms.trusted()).ask(authorised, presented);
    }

    /** The last moment. What is granted and not used is reported as failed, and that nothing ran. */
    private void requireGood(LeaveToRun.Given given, Proposal presented, Look look) {
        Optional<String> objection = given.objection().or(() -> changed(presented, look));
        if (objection.isPresent()) {
            throw unused(given.leave(), new NothingRanException(Ending.REFUSED, objection.get()));
        }
        try {
            signals.requireNone();
        } catch (NothingRanException interrupted) {
            throw unused(given.leave(), interrupted);
        }
    }

    private static Optional<String> changed(Proposal presented, Look look) {
        try {
            return look.now().equals(presented)
                    ? Optional.empty()
                    : Optional.of("a file or the repository changed after leave was asked for");
        } catch (NothingRanException cannotLook) {
            return Optional.of(String.valueOf(cannotLook.getMessage()));
        }
    }

    private NothingRanException unused(Leave leave, NothingRanException why) {
        report(leave, Report.failed().withEffects(List.of("nothing ran: " + why.getMessage())));
        return why;
    }

    private Execution start(CommandToRun command, Leave leave, OutputStream out, OutputStream err) {
        try {
            progress.say("granted, sealed as record " + leave.sequence());
            return Execution.start(command, out, err);
        } catch (IOException failed) {
            throw unused(leave, new NothingRanException(Ending.NOT_EXECUTABLE, String.valueOf(failed.getMessage())));
        }
    }

    private static List<String> effects(Git git, Optional<WorkingTree> before) {
        return before.flatMap(earlier -> WorkingTree.now(git).map(now -> now.effects(earlier)))
                .orElse(List.of());
    }

    private static Report outcome(Execution.Ended ended, Proposal ran, List<String> effects) {
        Report report = ended.exitCode() == 0 ? Report.succeeded() : Report.failed();
        return report.withExitCode(ended.exitCode())
                .withResult(ended.output())
                .ofWhatRan(ran)
                .withEffects(effects);
    }

    private void report(Leave leave, Report report) {
        summary.reported(new Reporting(session, outbox, progress).report(leave, report));
    }
}
