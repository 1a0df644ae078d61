package dev.syndicate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Timeout(60)
class TurnstileTest {

    private static final int AT_ONCE = 3;
    private static final Duration FOR_EVER = Duration.ofMinutes(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void worksOnSoManyAtOnceAndOnAllInTheEnd() throws Exception {
        Turnstile turnstile = turnstile(AT_ONCE, FOR_EVER);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore go = new Semaphore(0);
        FilterChain work = (_, _) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            go.acquireUninterruptibly();
            inside.decrementAndGet();
        };
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> requests = IntStream.range(0, 50)
                    .<Future<?>>mapToObj(_ -> clients.submit(() -> pass(turnstile, work)))
                    .toList();
            while (queued() < 50 - AT_ONCE) {
                Thread.sleep(5);
            }
            assertThat(inside).hasValue(AT_ONCE);
            go.release(50);
            for (Future<?> request : requests) {
                request.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(AT_ONCE);
        assertThat(queued()).isZero();
    }

    @Test
    void letsTheNextOneInAfterAFailure() throws Exception {
        Turnstile turnstile = turnstile(1, FOR_EVER);
        for (int i = 0; i < 3; i++) {
            assertThat(catchFailure(turnstile)).hasMessage("failed");
        }
        CountDownLatch in = new CountDownLatch(1);
        pass(turnstile, (_, _) -> in.countDown());
        assertThat(in.getCount()).isZero();
    }

    @Test
    void lingersNoLongerThanItMay() throws Exception {
        Turnstile turnstile = turnstile(1, Duration.ofMillis(20));
        CountDownLatch second = new CountDownLatch(1);
        pass(turnstile, (_, _) -> pass(turnstile, (_, _) -> second.countDown()));
        assertThat(second.getCount()).isZero();
    }

    private Turnstile turnstile(int atOnce, Duration longest) {
        return new Turnstile(new Turns(new TurnSettings(atOnce, longest), metrics));
    }

    private static Throwable catchFailure(Turnstile turnstile) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> pass(turnstile, (_, _) -> {
            throw new ServletException("failed");
        }));
    }

    private static Void pass(Turnstile turnstile, FilterChain work) throws ServletException, IOException {
        turnstile.doFilter(new MockHttpServletRequest("POST", "/v1/actions"), new MockHttpServletResponse(), work);
        return null;
    }

    private double queued() {
        return metrics.get("syndicate.gateway.queued").gauge().value();
    }
}
