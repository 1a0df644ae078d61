package dev.syndicate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final int AT_ONCE = 3;
    private static final int REQUESTS = 50;
    private static final Duration FOR_EVER = Duration.ofMinutes(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore go = new Semaphore(0);

    @Test
    void worksOnSoManyAtOnceAndOnAllInTheEnd() throws Exception {
        Turns turns = turns(AT_ONCE, FOR_EVER);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> requests = IntStream.range(0, REQUESTS)
                    .mapToObj(_ -> clients.submit(() -> turns.inTurn(this::work)))
                    .toList();
            while (queued() < REQUESTS - AT_ONCE) {
                Thread.sleep(5);
            }
            assertThat(inside).hasValue(AT_ONCE);
            go.release(REQUESTS);
            for (Future<Integer> request : requests) {
                request.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(AT_ONCE);
        assertThat(queued()).isZero();
    }

    private Integer work() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        go.acquireUninterruptibly();
        return inside.decrementAndGet();
    }

    @Test
    void letsTheNextOneInAfterAFailure() {
        Turns turns = turns(1, FOR_EVER);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.inTurn(() -> {
                        throw new IOException("failed, as this test wants it to");
                    }))
                    .isInstanceOf(IOException.class);
        }
        String last = turns.inTurn(() -> "in");
        assertThat(last).isEqualTo("in");
    }

    @Test
    void goesOnWithoutATurnAfterAWhile() {
        Turns turns = turns(1, Duration.ofMillis(20));
        String second = turns.inTurn(() -> turns.inTurn(() -> "in"));
        assertThat(second).isEqualTo("in");
    }

    @Test
    void tellsWhetherItHadToWait() throws Exception {
        Turns turns = turns(1, FOR_EVER);
        boolean first = turns.inTurn(queued -> queued);
        assertThat(first).isFalse();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> working = clients.submit(() -> turns.inTurn(this::work));
            while (inside.get() == 0) {
                Thread.sleep(5);
            }
            Future<Boolean> second = clients.submit(() -> turns.inTurn(queued -> queued));
            while (queued() == 0) {
                Thread.sleep(5);
            }
            go.release();
            assertThat(working.get(30, TimeUnit.SECONDS)).isZero();
            assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Turns turns(int atOnce, Duration longest) {
        return new Turns(new TurnSettings(atOnce, longest), metrics);
    }

    private double queued() {
        return metrics.get("syndicate.gateway.queued").gauge().value();
    }
}
