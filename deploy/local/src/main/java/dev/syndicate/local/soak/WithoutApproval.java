package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.client.RefusedException;
import dev.syndicate.local.demo.Cast;
import java.util.Optional;

/**
 * approval-service is away: what nobody has to approve runs, and what somebody has to waits, until reviewers are asked after
 * all.
 */
final class WithoutApproval extends Probe {

    private final Proposed held;
    private Optional<Proposed> waiting = Optional.empty();

    WithoutApproval(Cast cast) {
        super(cast);
        held = permitted();
    }

    @Override
    void whileAway() {
        expectGranted(held);
        Proposed command = awaiting();
        boolean waits = command.answer().text("state").equals("awaiting-approval");
        expect("that it waits for people", waits, command.answer());
        waiting = Optional.of(command);
    }

    @Override
    void afterwards() {
        Proposed command = waiting.orElseThrow();
        eventually("a reviewer is asked and approves", () -> vote(command));
        expectGranted(authorised(command));
    }

    private Answer vote(Proposed command) {
        try {
            return cast().vote("riley", command.answer().text("/approval/approval"), "approve");
        } catch (RefusedException notYet) {
            return new Answer(notYet.reply());
        }
    }
}
