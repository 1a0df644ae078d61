package dev.syndicate.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {

    private final Pauses pauses =
            new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5), RandomGenerator.getDefault());

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "5, 16000", "9, 256000", "10, 300000", "100, 300000"})
    void doubleUpToABoundAndLieInTheirUpperHalf(int attempts, long ceiling) {
        for (int i = 0; i < 200; i++) {
            assertThat(pauses.after(attempts).toMillis()).isBetween(ceiling / 2, ceiling);
        }
    }
}
