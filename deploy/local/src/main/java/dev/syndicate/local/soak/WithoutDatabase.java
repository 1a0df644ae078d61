package dev.syndicate.local.soak;

import dev.syndicate.local.demo.Cast;

/** PostgreSQL is away: every request says so, and changes nothing. */
final class WithoutDatabase extends Probe {

    private final Proposed held;

    WithoutDatabase(Cast cast) {
        super(cast);
        held = permitted();
    }

    @Override
    void whileAway() {
        expectProblem("database-unavailable", execute(held));
        expectProblem("database-unavailable", read().answer());
        expectProblem("database-unavailable", opened("dana"));
    }

    @Override
    void afterwards() {
        eventuallyGranted("the same permit is good, or a fresh one", held);
    }
}
