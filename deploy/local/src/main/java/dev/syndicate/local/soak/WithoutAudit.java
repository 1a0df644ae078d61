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
        held = read();
    }

    @Override
    void whileAway() {
        expectProblem("seal-unavailable", execute(held));
        Answer proposed = read().answer();
        expect("a permit", proposed.text("state").equals("authorised"), proposed);
    }

    @Override
    void afterwards() {
        expectProblem("permit-consumed", execute(held));
        eventually("a fresh permit of the same action is good", () -> execute(held, freshPermit(held)));
    }
}
