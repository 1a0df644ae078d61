package dev.syndicate.audit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final CountDownLatch third = new CountDownLatch(3);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void goesOnAfterARoundThatFailed(Class<? extends Throwable> failure) throws Exception {
        run(failure);
        assertThat(forgotten).as("nothing that was believed holds").hasValue(1);
    }

    @Test
    void endsWhenItIsStopped() throws Exception {
        Loop loop = run(null);
        assertThat(loop.isRunning()).isFalse();
        int before = rounds.get();
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(rounds).hasValue(before);
    }

    /** Three rounds, of which the first may fail. */
    private Loop run(Class<? extends Throwable> failure) throws InterruptedException {
        Loop loop = new Loop("a loop of the test") {

            @Override
            protected void round() {
                third.countDown();
                if (rounds.incrementAndGet() == 1 && failure != null) {
                    LoopTest.<RuntimeException>fail(failure);
                }
            }

            @Override
            protected Duration pause() {
                return Duration.ofMillis(1);
            }

            @Override
            protected void forget() {
                forgotten.incrementAndGet();
            }
        };
        loop.start();
        assertThat(third.await(1, TimeUnit.MINUTES)).isTrue();
        loop.stop();
        return loop;
    }

    @SuppressWarnings("unchecked") // Thrown as what it is.
    private static <T extends Throwable> void fail(Class<? extends Throwable> failure) throws T {
        try {
            throw (T) failure.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
