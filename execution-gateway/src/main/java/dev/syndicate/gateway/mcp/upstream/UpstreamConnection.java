package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpClientSession.NotificationHandler;
import io.modelcontextprotocol.spec.McpClientSession.RequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One client's connection to an upstream. Nothing is ever sent twice: a request that failed is reported with what is
 * known of it, and a connection that broke is not mended.
 */
public final class UpstreamConnection {

    /** The protocol versions that are spoken, the best first. */
    public static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18");

    private final Upstream upstream;
    private final UpstreamListener client;
    private final Runnable whenClosed;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final RequestIds ids;
    private final McpClientSession session;
    private final JsonObject introduction;
    private final ToolCache tools;

    UpstreamConnection(Upstream upstream, UpstreamListener client, Runnable whenClosed) {
        this.upstream = upstream;
        this.client = client;
        this.whenClosed = whenClosed;
        this.tools = new ToolCache(upstream.settings().definitionsAge(), this::readTools);
        try {
            this.ids = new RequestIds(upstream.transport(this::brokeOff));
            this.session = new McpClientSession(
                    upstream.settings().callTimeout(), ids, requests(), notifications(), connecting -> connecting);
            this.introduction = introduce();
        } catch (UpstreamException failed) {
            close();
            throw failed;
        } catch (RuntimeException failed) {
            close();
            throw failure(failed);
        }
    }

    private JsonObject introduce() {
        JsonObject hello = JsonObject.builder()
                .put("protocolVersion", VERSIONS.getFirst())
                .put("capabilities", offered())
                .put(
                        "clientInfo",
                        JsonObject.builder().put("name", "syndicate-gateway").put("version", "1"))
                .build();
        JsonObject answer = object(request("initialize", RawJson.of(hello), connectTimeout()));
        if (!answer.findString("protocolVersion").filter(VERSIONS::contains).isPresent()) {
            throw UpstreamException.notSent(upstream.name(), "it speaks another version of the protocol");
        }
        tell("notifications/initialized", RawJson.EMPTY);
        return answer;
    }

    /** What the client can do, as far as this upstream may ask for it. */
    private JsonObject offered() {
        JsonObject.Builder offered = JsonObject.builder();
        passages()
                .map(Passage::capability)
                .forEach(name ->
                        offered.putIfPresent(name, client.clientCapabilities().find(name)));
        return offered.build();
    }

    private Map<String, RequestHandler<?>> requests() {
        Map<String, RequestHandler<?>> handlers = new HashMap<>();
        handlers.put("ping", _ -> Mono.just(Map.of()));
        passages()
                .map(Passage::method)
                .forEach(method -> handlers.put(method, (RequestHandler<RawJson>)
                        params -> client.ask(upstream, method, McpJson.rawOrEmpty(params))));
        return handlers;
    }

    private Stream<Passage> passages() {
        return Passage.toTheClient().stream().filter(upstream::passes);
    }

    private Map<String, NotificationHandler> notifications() {
        return UpstreamListener.HEARD.stream().collect(Collectors.toMap(Function.identity(), method -> params -> {
            if (method.equals("notifications/tools/list_changed")) {
                tools.forget();
            }
            client.hear(upstream, method, McpJson.rawOrEmpty(params));
            return Mono.empty();
        }));
    }

    private Duration connectTimeout() {
        return upstream.settings().connectTimeout();
    }

    public Upstream upstream() {
        return upstream;
    }

    /** Whether it can still be asked. */
    public boolean isOpen() {
        return open.get();
    }

    /** Whether the upstream declared this capability. */
    public boolean can(String capability) {
        return introduction
                .findObject("capabilities")
                .filter(all -> all.has(capability))
                .isPresent();
    }

    /** What the upstream says of itself to a model. */
    public Optional<String> instructions() {
        return introduction.findString("instructions");
    }

    /** Asks something that changes nothing. */
    public RawJson ask(String method, RawJson params) {
        return request(method, params, connectTimeout());
    }

    /** Sends a call, once. */
    public CallResult call(OutgoingCall call) {
        if (plain(call.method(), call, upstream.settings().callTimeout()) instanceof Map<?, ?> result) {
            return new CallResult(result);
        }
        throw UpstreamException.noAnswer(upstream.name(), "its answer is no result");
    }

    private RawJson request(String method, Object params, Duration timeout) {
        return McpJson.raw(plain(method, params, timeout));
    }

    private @Nullable Object plain(String method, Object params, Duration timeout) {
        if (!isOpen()) {
            throw UpstreamException.notSent(upstream.name(), "the connection has ended");
        }
        try {
            return session.sendRequest(method, params, McpJson.ANY)
                    .contextWrite(
                            context -> context.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, negotiatedVersion()))
                    .block(timeout);
        } catch (McpError refused) {
            McpSchema.JSONRPCResponse.JSONRPCError error = refused.getJsonRpcError();
            throw UpstreamException.refused(upstream.name(), error.code(), McpJson.raw(error));
        } catch (RuntimeException failed) {
            throw failure(failed);
        }
    }

    @SuppressWarnings("NullAway") // Also asked while the introduction is still under way.
    private String negotiatedVersion() {
        return introduction == null ? VERSIONS.getFirst() : introduction.string("protocolVersion");
    }

    /** Tells something that no answer belongs to; best effort. */
    public void tell(String method, RawJson params) {
        session.sendNotification(method, params)
                .contextWrite(context -> context.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, negotiatedVersion()))
                .onErrorComplete()
                .block(connectTimeout());
    }

    /** The tools as the upstream defines them now; what it said shortly before counts as now. */
    public Map<String, ToolDefinition> tools() {
        return tools.recent();
    }

    /** The same, asked now. */
    public Map<String, ToolDefinition> freshTools() {
        return tools.fresh();
    }

    private Map<String, ToolDefinition> readTools() {
        return can("tools") ? ToolList.of(upstream.name(), list("tools")) : Map.of();
    }

    /**
     * All pages of a list: {@code tools}, {@code resources}, {@code prompts} or {@code resources/templates}. What can be
     * read in two ways is left out, and what is more than the limit.
     */
    public List<JsonObject> list(String what) {
        return ListPages.read(upstream, what, params -> plain(what + "/list", params, connectTimeout()));
    }

    private JsonObject object(RawJson answer) {
        return answer.object()
                .orElseThrow(() -> UpstreamException.noAnswer(upstream.name(), "its answer can be read in two ways"));
    }

    private UpstreamException failure(RuntimeException failed) {
        Failure failure = Failure.of(failed);
        if (failure.isForgottenSession()) {
            close();
        }
        return failure.reported(upstream.name());
    }

    /** Asks the upstream to stop working on a call that was sent. */
    public void cancel(OutgoingCall call, String reason) {
        ids.of(call)
                .ifPresent(id -> tell(
                        "notifications/cancelled",
                        RawJson.of(JsonObject.builder()
                                .put("requestId", id)
                                .put("reason", reason)
                                .build())));
    }

    private void brokeOff() {
        if (open.get()) {
            upstream.brokeOff();
            close();
        }
    }

    /** Ends the connection, and its process where it has one. */
    @SuppressWarnings("NullAway") // Also called while it is still being made.
    public void close() {
        if (open.compareAndSet(true, false)) {
            whenClosed.run();
            if (session != null) {
                session.close();
            }
            if (ids != null) {
                ids.closeGracefully().onErrorComplete().subscribe();
            }
        }
    }
}
