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
    private boolean streaming;
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
            if (message instanceof JSONRPCResponse && !streaming) {
                write(() -> MediaType.APPLICATION_JSON_VALUE, text);
            } else {
                write(this::stream, "event: message\ndata: " + text + "\n\n");
            }
        } catch (IOException broken) {
            throw new McpTransportException("The client has gone", broken);
        }
    }

    private interface Type {
        @Nullable
        String of();
    }

    private @Nullable String stream() {
        if (streaming) {
            return null;
        }
        streaming = true;
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        return MediaType.TEXT_EVENT_STREAM_VALUE;
    }

    private void write(Type type, String text) throws IOException {
        writing.lock();
        try {
            if (closed.getCount() == 0 || gone) {
                throw new IOException("The answer has ended");
            }
            String first = type.of();
            if (first != null) {
                response.setStatus(HttpServletResponse.SC_OK);
                response.setContentType(first);
            }
            OutputStream out = response.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException broken) {
            gone = true;
            throw broken;
        } finally {
            writing.unlock();
        }
    }

    /** Says nothing, aloud. Answers whether the client was there to hear it, as far as that is known yet. */
    boolean beat() {
        try {
            write(this::stream, ":\n\n");
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
