package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.demo.Cast;

/** PostgreSQL is away: every request says so, and changes nothing. */
final class WithoutDatabase extends Probe {

    private final Proposed held;

    WithoutDatabase(Cast cast) {
        super(cast);
        held = read();
    }

    @Override
    void whileAway() {
        expectProblem("database-unavailable", execute(held));
        expectProblem("database-unavailable", read().answer());
        expectProblem("database-unavailable", opened("dana"));
    }

    /** audit-service comes back a moment after the gateway: what is asked in between spends the permit, never the authority. */
    @Override
    void afterwards() {
        eventually("the same permit is good, or a fresh one", () -> {
            Answer same = execute(held);
            return same.problem().equals("permit-consumed") ? execute(held, freshPermit(held)) : same;
        });
    }
}
