package dev.syndicate.local.soak;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.demo.Cast;

/**
 * policy-service is away just after another version was released: what was authorised under the one before cannot be judged
 * again and is refused without spending its permit, and what is proposed is denied.
 */
final class WithoutPolicy extends Probe {

    private final Proposed held;

    WithoutPolicy(Cast cast) {
        super(cast);
        held = permitted();
        cast.release(SoakPolicy.next(), "pat", "percy");
    }

    @Override
    void whileAway() {
        expectProblem("policy-unavailable", execute(held));
        // Twice, because the first would have spent the permit.
        expectProblem("policy-unavailable", execute(held));
        Answer proposed = read().answer();
        boolean denied = proposed.text("state").equals("denied")
                && proposed.text("/denial/reason").startsWith("policy-unavailable");
        expect("a denial, because policy cannot be asked", denied, proposed);
    }

    @Override
    void afterwards() {
        eventuallyGranted("the same permit is good under the new version, or a fresh one", held);
    }
}
