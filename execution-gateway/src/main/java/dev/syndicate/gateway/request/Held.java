package dev.syndicate.gateway.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Requests that wait for people on a thread with nothing below it. The thread that one came in on is let go of, with all
 * that filters keep on its stack: most of what a waiting request would cost (docs/decisions/0138).
 */
public final class Held {

    private static final Logger LOG = LoggerFactory.getLogger(Held.class);
    private static final long WITHOUT_END = 0;

    private Held() {}

    /**
     * Returns at once; the request ends when the rest is done, which bounds its own time.
     *
     * @param rest writes the answer
     */
    public static void hold(HttpServletRequest request, HttpServletResponse response, Runnable rest) {
        AsyncContext held = request.startAsync();
        held.setTimeout(WITHOUT_END);
        held.addListener(new GoneClient());
        start(() -> finish(held, response, rest));
    }

    private static void finish(AsyncContext held, HttpServletResponse response, Runnable rest) {
        boolean answered = false;
        try {
            rest.run();
            answered = true;
        } finally {
            end(held, response, answered);
        }
    }

    private static void end(AsyncContext held, HttpServletResponse response, boolean answered) {
        try {
            if (!answered && !response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
            held.complete();
        } catch (IllegalStateException ended) {
            LOG.debug("The container ended a request whose client has gone", ended);
        }
    }

    /**
     * What a controller answers later: it goes out as its other answers do, through the filters, which ask for the
     * credential again.
     *
     * @param work waits, within bounds of its own
     */
    public static <T> DeferredResult<T> later(Supplier<T> work) {
        DeferredResult<T> result = new DeferredResult<>(WITHOUT_END);
        start(() -> {
            try {
                result.setResult(work.get());
            } catch (RuntimeException failed) {
                result.setErrorResult(failed);
            } finally {
                if (!result.isSetOrExpired()) {
                    result.setErrorResult(new IllegalStateException("The work of a held request broke off"));
                }
            }
        });
        return result;
    }

    private static void start(Runnable work) {
        Map<String, String> diagnostics = MDC.getCopyOfContextMap();
        Thread.ofVirtual().name("held").start(() -> {
            if (diagnostics != null) {
                MDC.setContextMap(diagnostics);
            }
            work.run();
        });
    }

    /** A write that failed because the client has gone ends the request; there is nobody to send an error page to. */
    private static final class GoneClient implements AsyncListener {

        @Override
        public void onError(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // Whoever answered knows.
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // There is none.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is held once.
        }
    }
}
