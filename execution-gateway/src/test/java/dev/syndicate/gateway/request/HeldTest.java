package dev.syndicate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HeldTest {

    private static final int SHALLOW = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockHttpServletRequest request = new MockHttpServletRequest() {
        @Override
        public AsyncContext startAsync() {
            return new MockAsyncContext(this, response) {
                @Override
                public void complete() {
                    ended.countDown();
                }
            };
        }
    };

    @Test
    void returnsAtOnceAndEndsTheRequestWhenTheRestIsDone() throws Exception {
        CountDownLatch decided = new CountDownLatch(1);
        Held.hold(request, response, () -> {
            await(decided);
            response.setStatus(202);
        });
        assertThat(ended.getCount()).isOne();
        decided.countDown();
        await(ended);
        assertThat(response.getStatus()).isEqualTo(202);
    }

    @Test
    void hasNothingOfTheCallersStackButItsDiagnosticContext() throws Exception {
        CompletableFuture<Integer> depth = new CompletableFuture<>();
        CompletableFuture<String> known = new CompletableFuture<>();
        try (MDC.MDCCloseable _ = MDC.putCloseable("correlationId", "one-request")) {
            deeper(
                    SHALLOW,
                    () -> Held.hold(request, response, () -> {
                        depth.complete(new Throwable().getStackTrace().length);
                        known.complete(MDC.get("correlationId"));
                    }));
        }
        assertThat(depth.get(10, TimeUnit.SECONDS)).isLessThan(SHALLOW);
        assertThat(known.get(10, TimeUnit.SECONDS)).isEqualTo("one-request");
        await(ended);
    }

    @Test
    void isNoEmptySuccessWhenTheRestFails() throws Exception {
        Held.hold(request, response, () -> {
            throw new IllegalStateException("the rest failed, as this test wants it to");
        });
        await(ended);
        assertThat(response.getStatus()).isEqualTo(500);
    }

    private static void deeper(int frames, Runnable work) {
        if (frames == 0) {
            work.run();
        } else {
            deeper(frames - 1, work);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
