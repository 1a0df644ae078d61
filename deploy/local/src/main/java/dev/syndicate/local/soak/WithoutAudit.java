package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.demo.Cast;

/**
 * audit-service is away: without a receipt nothing runs. The permit is spent by it, the authority is not, and asking for it
 * needs no receipt.
 */
final class WithoutAudit extends Probe {

    private final Proposed held;

    WithoutAudit(Cast cast) {
        super(cast);
        held = permitted();
    }

    @Override
    void whileAway() {
        expectProblem("seal-unavailable", execute(held));
        Answer proposed = permitted().answer();
        expect("a permit", proposed.text("state").equals("authorised"), proposed);
    }

    @Override
    void afterwards() {
        expectProblem("permit-consumed", execute(held));
        eventuallyGranted("a fresh permit of the same action is good", held);
    }
}
