package dev.syndicate.cli.run;

import dev.syndicate.client.Leave;
import dev.syndicate.client.OpenedSession;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.Report;
import dev.syndicate.client.UnexpectedReplyException;
import dev.syndicate.client.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Reports what came of an execution, for as long as somebody may hear it; what nobody heard is kept for the next run. */
final class Reporting {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final OpenedSession session;
    private final Outbox outbox;
    private final ProgressLine progress;

    Reporting(OpenedSession session, Outbox outbox, ProgressLine progress) {
        this.session = session;
        this.outbox = outbox;
        this.progress = progress;
    }

    /** Answers whether it has arrived. */
    boolean report(Leave leave, Report report) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + LONGEST.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                String recorded = session.agent().report(leave.execution(), report, key);
                if (recorded.equals("diverged")) {
                    progress.say("what ran is recorded as another action than the one that was authorised");
                }
                return true;
            } catch (RefusedException refused) {
                if (refused.reply().status() < 500 && !refused.problem().equals("request-in-progress")) {
                    progress.say("the outcome is not recorded: " + refused.getMessage());
                    return true;
                }
            } catch (UnreachableException | UnexpectedReplyException notNow) {
                progress.say("the outcome is not reported yet: " + notNow.getMessage());
            }
            if (Thread.interrupted() || System.nanoTime() > end || !sleep(pause)) {
                return keep(leave, report, key);
            }
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException signal) {
            return false;
        }
    }

    private boolean keep(Leave leave, Report report, String key) {
        String credential = session.credential().orElseThrow();
        try {
            outbox.keep(new Outbox.Letter(
                    session.gateway(), session.session(), credential, leave.execution(), key, report.json()));
            progress.say("the outcome is kept in %s; the next run reports it".formatted(outbox.directory()));
        } catch (IOException failed) {
            progress.say("the outcome is not reported and could not be kept: " + failed.getMessage());
        }
        return false;
    }
}
