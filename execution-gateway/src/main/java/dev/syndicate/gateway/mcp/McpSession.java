package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.gateway.mcp.upstream.Passage;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.mcp.upstream.UpstreamListener;
import dev.syndicate.gateway.session.AgentSession;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client's MCP session: behind it a session of the product, and a connection of its own to each upstream that it uses.
 * No two sessions share anything of an upstream's, so that nothing of one principal reaches another there.
 */
final class McpSession implements UpstreamListener {

    private static final long FLUSH = 2000;
    private static final TypeRef<RawJson> RAW = new TypeRef<>() {};

    private final String id;
    private final AgentSession session;
    private final boolean ownsSession;
    private final Names names;
    private final JsonObject clientCapabilities;
    private final McpStreamableServerSession protocol;
    private final Mailbox mailbox;
    private final Connections connections = new Connections(this);
    private final Map<Object, Flight> flights = new ConcurrentHashMap<>();
    private final Map<String, Flight> tokens = new ConcurrentHashMap<>();
    private volatile @Nullable ResponseStream listening;
    private volatile long usedAt = System.nanoTime();

    /**
     * @param ownsSession whether the product's session was opened for this one and ends with it
     */
    McpSession(
            UUID id,
            AgentSession session,
            boolean ownsSession,
            Names names,
            JsonObject clientCapabilities,
            Duration answerTimeout,
            Map<String, McpRequestHandler<?>> handlers) {
        this.id = id.toString();
        this.session = session;
        this.ownsSession = ownsSession;
        this.names = names;
        this.clientCapabilities = clientCapabilities;
        this.mailbox = new Mailbox(this.id);
        this.protocol =
                new McpStreamableServerSession(this.id, null, null, answerTimeout, handlers, Map.of(), Mono::empty);
    }

    String id() {
        return id;
    }

    AgentSession session() {
        return session;
    }

    boolean ownsSession() {
        return ownsSession;
    }

    Names names() {
        return names;
    }

    McpStreamableServerSession protocol() {
        return protocol;
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    /** When somebody used it last; nanoseconds of {@link System#nanoTime()}. */
    long usedAt() {
        return usedAt;
    }

    /** Whether both are of the same session of a coding tool, or both opened by the same developer. */
    boolean isSiblingOf(McpSession other) {
        return session.session().equals(other.session.session())
                || ownsSession && other.ownsSession && session.principal().isSameAs(other.session.principal());
    }

    boolean isIdle(Duration longest) {
        return flights.isEmpty() && listening == null && System.nanoTime() - usedAt > longest.toNanos();
    }

    /** Puts a request under way; false where it is one too many, or has the id of another one. */
    boolean takeOff(Flight flight, int most) {
        return flights.size() < most && flights.putIfAbsent(flight.id(), flight) == null;
    }

    void land(Flight flight) {
        touch();
        flights.remove(flight.id(), flight);
        tokens.values().removeIf(flight::equals);
    }

    /** The request of this id that is under way. */
    Optional<Flight> flight(Object requestId) {
        return Optional.ofNullable(flights.get(requestId));
    }

    /** A token under which the upstream may report the progress of this request. */
    String token(Flight flight, String token) {
        tokens.put(token, flight);
        return token;
    }

    /** The connection to an upstream, made when it is first needed. Throws {@code UpstreamException}. */
    UpstreamConnection connection(Upstream upstream) {
        return connections.to(upstream);
    }

    /** The level that upstreams log at, now and when they are connected later. */
    void logAt(RawJson level) {
        connections.logAt(level);
    }

    @Override
    public JsonObject clientCapabilities() {
        return clientCapabilities;
    }

    @Override
    public Mono<RawJson> ask(Upstream upstream, String method, RawJson params) {
        return newest(upstream)
                .map(flight -> flight.stream().sendRequest(method, params, RAW))
                .orElseGet(() -> protocol.sendRequest(method, params, RAW));
    }

    @Override
    public void hear(Upstream upstream, String method, RawJson params) {
        mailbox.put(() -> deliver(upstream, method, params));
    }

    /** Waits until the client has heard what upstreams said so far, so that no answer overtakes it. */
    void flush() {
        mailbox.flush(FLUSH);
    }

    private void deliver(Upstream upstream, String method, RawJson params) {
        switch (method) {
            case "notifications/progress" -> params.object().ifPresent(this::progress);
            case "notifications/resources/updated" ->
                params.object().ifPresent(updated -> tell(method, RawJson.of(outward(upstream, updated))));
            case "notifications/message" ->
                newest(upstream)
                        .ifPresentOrElse(
                                flight -> send(flight.stream().sendNotification(method, params)),
                                () -> tell(method, params));
            default -> tell(method, params);
        }
    }

    private void progress(JsonObject params) {
        params.findString("progressToken")
                .map(tokens::get)
                .ifPresent(flight -> flight.progressToken()
                        .ifPresent(token -> send(flight.stream()
                                .sendNotification(
                                        "notifications/progress", RawJson.of(params.with("progressToken", token))))));
    }

    private JsonObject outward(Upstream upstream, JsonObject updated) {
        return updated.find("uri").orElse(updated) instanceof JsonString uri
                ? updated.with("uri", new JsonString(names.address(upstream, uri.value())))
                : updated;
    }

    /** Whatever the upstream asks or says now belongs to what it was asked last, as far as anybody can tell. */
    private Optional<Flight> newest(Upstream upstream) {
        return flights.values().stream()
                .filter(flight -> flight.isFor(upstream) && flight.sent().isPresent() && flight.isWanted())
                .reduce((_, later) -> later);
    }

    private void tell(String method, RawJson params) {
        send(protocol.sendNotification(method, params));
    }

    private static void send(Mono<Void> notification) {
        notification.onErrorComplete().block();
    }

    /** Tells the upstreams that may know the client's folders that they have changed. */
    void rootsChanged() {
        connections.open().stream()
                .filter(it -> it.upstream().passes(Passage.ROOTS))
                .forEach(it -> it.tell("notifications/roots/list_changed", RawJson.EMPTY));
    }

    /** The client no longer wants the answer to a request. */
    void cancel(Flight flight, String reason) {
        flight.cancel();
        flight.sent()
                .ifPresent(call -> connections.open().stream()
                        .filter(it -> flight.isFor(it.upstream()))
                        .forEach(it -> it.cancel(call, reason)));
    }

    /** Keeps a stream open for what upstreams say by themselves. */
    void listen(ResponseStream stream, Duration heartbeat) {
        listening = stream;
        var listener = protocol.listeningStream(stream);
        try {
            stream.hold(heartbeat);
        } finally {
            listener.releaseTransport();
            if (stream == listening) {
                listening = null;
            }
            touch();
        }
    }

    void close() {
        flights.values().forEach(Flight::cancel);
        Optional.ofNullable(listening).ifPresent(ResponseStream::close);
        protocol.close();
        mailbox.close();
        connections.close();
    }
}
