package dev.syndicate.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.policy.bundle.Verdict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedEvaluatorTest {

    private static final Verdict FINE = Verdict.denied("As asked", TrustTier.NONE);

    private final CountDownLatch end = new CountDownLatch(1);
    private final BoundedEvaluator evaluator =
            new BoundedEvaluator(new EvaluationProperties(Duration.ofSeconds(1), 1, 0, 1));

    @AfterEach
    void letGo() {
        end.countDown();
        evaluator.stop();
    }

    @Test
    void answersWhatTheEvaluationSays() {
        BoundedEvaluator patient = new BoundedEvaluator(new EvaluationProperties(Duration.ofSeconds(5), 1, 0, 1));

        assertThat(patient.evaluate(() -> FINE)).isEqualTo(FINE);
        patient.stop();
    }

    @Test
    void deniesWhatTakesTooLongAndThenWhatFindsNoThread() {
        Verdict late = evaluator.evaluate(this::stuck);
        Verdict crowded = evaluator.evaluate(() -> FINE);

        assertThat(late.effect()).isEqualTo(Effect.DENY);
        assertThat(late.reason()).contains("took longer");
        assertThat(crowded.effect()).isEqualTo(Effect.DENY);
        assertThat(crowded.reason()).contains("Too many");
    }

    /** As CEL does, it does not listen to interrupts. */
    private Verdict stuck() {
        boolean waiting = true;
        while (waiting) {
            try {
                end.await();
                waiting = false;
            } catch (InterruptedException _) {
                // goes on
            }
        }
        return FINE;
    }
}
