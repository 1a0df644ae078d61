package dev.syndicate.gateway.mcp.upstream;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A server as a process of the gateway's. The SDK's own transport hands down the gateway's environment, stays silent when
 * the process dies, and leaves the process's own children behind; this one does not.
 *
 * <p>Pipes are read and written by platform threads: a virtual thread that waits for one keeps its carrier, and as many
 * processes as there are cores would stop everything else.
 */
final class StdioTransport implements McpClientTransport {

    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MAX_UNWRITTEN = 1000;

    /** Some servers greet on their standard output. More of it is garbage. */
    private static final int MAX_UNREADABLE = 100;

    private final String name;
    private final ProcessBuilder command;
    private final int maxMessage;
    private final Runnable whenGone;
    private final BlockingQueue<String> unwritten = new ArrayBlockingQueue<>(MAX_UNWRITTEN);
    private volatile Process process;

    @SuppressWarnings("NullAway.Init") // The process is there once connected.
    StdioTransport(String name, ProcessBuilder command, int maxMessage, Runnable whenGone) {
        this.name = name;
        this.command = command;
        this.maxMessage = maxMessage;
        this.whenGone = whenGone;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> start(handler));
    }

    private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException impossible) {
            throw UpstreamException.notSent(name, "its program does not start");
        }
        LOG.info("Upstream {} runs as process {}", name, process.pid());
        Thread.ofPlatform().daemon().name("mcp-read-" + name).start(() -> listen(handler));
        Thread.ofPlatform().daemon().name("mcp-write-" + name).start(this::write);
    }

    private void listen(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (InputStream output = new BufferedInputStream(process.getInputStream())) {
            int unreadable = 0;
            for (byte[] line = line(output); line != null && unreadable < MAX_UNREADABLE; line = line(output)) {
                unreadable += take(line, handler) ? 0 : 1;
            }
        } catch (IOException broken) {
            LOG.warn("Upstream {} cannot be read: {}", name, broken.getMessage());
        } finally {
            kill();
            whenGone.run();
        }
    }

    private boolean take(byte[] line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            JSONRPCMessage message =
                    McpSchema.deserializeJsonRpcMessage(McpJson.MAPPER, new String(line, StandardCharsets.UTF_8));
            handler.apply(Mono.just(message)).subscribe(_ -> {}, failed -> LOG.debug("Not taken", failed));
            return true;
        } catch (IOException | RuntimeException garbage) {
            LOG.warn("Upstream {} wrote a line of {} bytes that is no message", name, line.length);
            return false;
        }
    }

    private byte @Nullable [] line(InputStream output) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next >= 0; next = output.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= maxMessage) {
                throw new IOException("a message is longer than %d bytes".formatted(maxMessage));
            }
            line.write(next);
        }
        return null;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> enqueue(message));
    }

    private void enqueue(JSONRPCMessage message) {
        try {
            if (!process.isAlive() || !unwritten.offer(McpJson.MAPPER.writeValueAsString(message))) {
                throw UpstreamException.notSent(name, "its process does not read");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write() {
        try (OutputStream input = process.getOutputStream()) {
            while (process.isAlive()) {
                String message = unwritten.poll(1, TimeUnit.SECONDS);
                if (message != null) {
                    input.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                    input.flush();
                }
            }
        } catch (IOException broken) {
            LOG.debug("Upstream {} reads no more", name);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object read, TypeRef<T> type) {
        return McpJson.MAPPER.convertValue(read, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::kill);
    }

    /** Asks first, and does not wait for long; whatever the process has started goes with it. */
    private void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
