package dev.syndicate.gateway.mcp.upstream;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Notes under which id each call is sent, which the SDK tells nobody: a cancellation has to name it. */
final class RequestIds implements McpClientTransport {

    private final McpClientTransport transport;
    private final Map<OutgoingCall, String> sent = Collections.synchronizedMap(new WeakHashMap<>());

    RequestIds(McpClientTransport transport) {
        this.transport = transport;
    }

    Optional<String> of(OutgoingCall call) {
        return Optional.ofNullable(sent.get(call));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (message instanceof JSONRPCRequest request && request.params() instanceof OutgoingCall call) {
            sent.put(call, String.valueOf(request.id()));
        }
        return transport.sendMessage(message);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(handler);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object read, TypeRef<T> type) {
        return transport.unmarshalFrom(read, type);
    }
}
