package dev.syndicate.gateway.mcp;

import dev.syndicate.gateway.mcp.upstream.McpJson;
import dev.syndicate.gateway.request.ClientPresence;
import dev.syndicate.gateway.request.Held;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.modelcontextprotocol.spec.McpTransportException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * One HTTP answer to a client: plain JSON where the answer is the first thing to say, and server-sent events from the
 * first other thing on. A virtual thread holds it, so that what is written has been written, and a client that has gone
 * is found out.
 */
final class ResponseStream implements McpStreamableServerTransport {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Form form;
    private volatile boolean gone;

    ResponseStream(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Has this done after the caller has returned; the answer ends with it. */
    void later(Runnable work) {
        Held.hold(request, response, work);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return sendMessage(message, null);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String id) {
        return Mono.fromRunnable(() -> send(message));
    }

    private void send(JSONRPCMessage message) {
        try {
            String text = McpJson.MAPPER.writeValueAsString(message);
            if (message instanceof JSONRPCResponse) {
                write(Form.PLAIN, form -> form == Form.PLAIN ? text : event(text));
            } else {
                write(Form.EVENTS, _ -> event(text));
            }
        } catch (IOException broken) {
            throw new McpTransportException("The client has gone", broken);
        }
    }

    private static String event(String text) {
        return "event: message\ndata: " + text + "\n\n";
    }

    /** How the answer is written; what is said first decides. */
    private enum Form {
        PLAIN,
        EVENTS
    }

    /**
     * Writes in the form that the answer has.
     *
     * @param first the form where nothing was said yet
     */
    private void write(Form first, Function<Form, String> text) throws IOException {
        writing.lock();
        try {
            Form begun = form;
            if (closed.getCount() == 0 || gone || begun == Form.PLAIN) {
                throw new IOException("The answer has ended");
            }
            Form now = begun == null ? begin(first) : begun;
            form = now;
            OutputStream out = response.getOutputStream();
            out.write(text.apply(now).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException broken) {
            gone = true;
            throw broken;
        } finally {
            writing.unlock();
        }
    }

    private Form begin(Form chosen) {
        response.setStatus(HttpServletResponse.SC_OK);
        if (chosen == Form.EVENTS) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            response.setHeader("X-Accel-Buffering", "no");
        }
        response.setContentType(
                chosen == Form.EVENTS ? MediaType.TEXT_EVENT_STREAM_VALUE : MediaType.APPLICATION_JSON_VALUE);
        return chosen;
    }

    /** Says nothing, aloud. Answers whether the client was there to hear it, as far as that is known yet. */
    boolean beat() {
        try {
            write(Form.EVENTS, _ -> ":\n\n");
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** Whether the client is there now. */
    boolean isThere() {
        return ClientPresence.check(this::beat);
    }

    boolean isGone() {
        return gone;
    }

    /** Keeps the answer open until it is closed or the client has gone. */
    void hold(Duration heartbeat) {
        try {
            while (beat() && !closed.await(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                // Each round is one heartbeat.
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @SuppressWarnings(
            "unchecked") // The controller hands over the client's answers as RawJson, which is all that is asked for.
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return (T) data;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
