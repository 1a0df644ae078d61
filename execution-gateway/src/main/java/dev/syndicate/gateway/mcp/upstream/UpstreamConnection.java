package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpClientSession.NotificationHandler;
import io.modelcontextprotocol.spec.McpClientSession.RequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final int MAX_PAGES = 100;
    private static final List<String> HEARD = List.of(
            "notifications/message",
            "notifications/progress",
            "notifications/resources/updated",
            "notifications/resources/list_changed",
            "notifications/tools/list_changed",
            "notifications/prompts/list_changed",
            "notifications/elicitation/complete");
    private static final Map<String, String> MEMBERS = Map.of("resources/templates", "resourceTemplates");
    private static final Map<String, Passage> ASKED = Map.of(
            "sampling/createMessage", Passage.SAMPLING,
            "elicitation/create", Passage.ELICITATION,
            "roots/list", Passage.ROOTS);
    private static final Map<String, Passage> OFFERED =
            Map.of("sampling", Passage.SAMPLING, "elicitation", Passage.ELICITATION, "roots", Passage.ROOTS);

    private final Upstream upstream;
    private final UpstreamListener client;
    private final Runnable whenClosed;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final RequestIds ids;
    private final McpClientSession session;
    private final JsonObject introduction;
    private volatile @Nullable Tools tools;

    private record Tools(Map<String, ToolDefinition> byName, long readAt) {}

    UpstreamConnection(Upstream upstream, UpstreamListener client, Runnable whenClosed) {
        this.upstream = upstream;
        this.client = client;
        this.whenClosed = whenClosed;
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
        OFFERED.forEach((name, passage) -> {
            if (upstream.passes(passage)) {
                offered.putIfPresent(name, client.clientCapabilities().find(name));
            }
        });
        return offered.build();
    }

    private Map<String, RequestHandler<?>> requests() {
        Map<String, RequestHandler<?>> handlers = new HashMap<>();
        handlers.put("ping", _ -> Mono.just(Map.of()));
        ASKED.forEach((method, passage) -> {
            if (upstream.passes(passage)) {
                handlers.put(method, (RequestHandler<RawJson>) params -> client.ask(upstream, method, raw(params)));
            }
        });
        return handlers;
    }

    private Map<String, NotificationHandler> notifications() {
        return HEARD.stream().collect(Collectors.toMap(Function.identity(), method -> params -> {
            if (method.equals("notifications/tools/list_changed")) {
                tools = null;
            }
            client.hear(upstream, method, raw(params));
            return Mono.empty();
        }));
    }

    private static RawJson raw(@Nullable Object params) {
        return params == null ? RawJson.EMPTY : McpJson.raw(params);
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
        Tools known = tools;
        long maxAge = upstream.settings().definitionsAge().toNanos();
        return known != null && System.nanoTime() - known.readAt() < maxAge ? known.byName() : freshTools();
    }

    /** The same, asked now. */
    public Map<String, ToolDefinition> freshTools() {
        Map<String, ToolDefinition> read = can("tools") ? ToolList.of(upstream.name(), list("tools")) : Map.of();
        tools = new Tools(read, System.nanoTime());
        return read;
    }

    /**
     * All pages of a list: {@code tools}, {@code resources}, {@code prompts} or {@code resources/templates}. What can be
     * read in two ways is left out, and what is more than the limit.
     */
    public List<JsonObject> list(String what) {
        List<JsonObject> items = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject.Builder params = JsonObject.builder().putStringIfPresent("cursor", cursor);
            Object page = plain(what + "/list", RawJson.of(params.build()), connectTimeout());
            if (!(page instanceof Map<?, ?> members)) {
                throw UpstreamException.noAnswer(upstream.name(), "its list is none");
            }
            if (members.get(MEMBERS.getOrDefault(what, what)) instanceof List<?> found) {
                found.forEach(item -> McpJson.raw(item).object().ifPresent(items::add));
            }
            cursor = Optional.ofNullable(members.get("nextCursor"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(cursors::add);
        } while (cursor.isPresent()
                && cursors.size() < MAX_PAGES
                && items.size() < upstream.settings().maxTools());
        return items.stream().limit(upstream.settings().maxTools()).toList();
    }

    private JsonObject object(RawJson answer) {
        return answer.object()
                .orElseThrow(() -> UpstreamException.noAnswer(upstream.name(), "its answer can be read in two ways"));
    }

    private UpstreamException failure(RuntimeException failed) {
        List<Throwable> causes = Stream.<Throwable>iterate(failed, cause -> cause != null, Throwable::getCause)
                .toList();
        Optional<UpstreamException> own = find(causes, UpstreamException.class);
        if (own.isPresent()) {
            return own.get();
        }
        if (find(causes, McpTransportSessionNotFoundException.class).isPresent()) {
            close();
            return UpstreamException.notSent(upstream.name(), "it has forgotten the session");
        }
        boolean unsent = Stream.of(
                        ConnectException.class, HttpConnectTimeoutException.class, ClosedChannelException.class)
                .anyMatch(kind -> find(causes, kind).isPresent());
        return unsent && find(causes, ConnectException.class).isPresent()
                ? UpstreamException.notSent(upstream.name(), "nobody listens there")
                : UpstreamException.noAnswer(upstream.name(), "the connection broke or took too long");
    }

    private static <T> Optional<T> find(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
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
