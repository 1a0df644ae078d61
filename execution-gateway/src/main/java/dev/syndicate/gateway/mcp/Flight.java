package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.gateway.mcp.upstream.OutgoingCall;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a client that is being worked on. */
final class Flight {

    /** Small steps: what the upstream reports later has to lie above. */
    private static final double STEP = 0.000_001;

    private final Object id;
    private final JsonObject params;
    private final ResponseStream answer;
    private final McpStreamableServerSessionStream stream;
    private volatile boolean cancelled;
    private volatile @Nullable Upstream upstream;
    private volatile @Nullable OutgoingCall sent;
    private double progress;

    Flight(Object id, JsonObject params, ResponseStream answer, McpStreamableServerSessionStream stream) {
        this.id = id;
        this.params = params;
        this.answer = answer;
        this.stream = stream;
    }

    /** The JSON-RPC id. */
    Object id() {
        return id;
    }

    JsonObject params() {
        return params;
    }

    McpStreamableServerSessionStream stream() {
        return stream;
    }

    Optional<JsonObject> meta() {
        return params.find("_meta").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** What the client wants progress reported under. */
    Optional<JsonValue> progressToken() {
        return meta().flatMap(meta -> meta.find("progressToken"))
                .filter(token -> token instanceof JsonString || token instanceof JsonNumber);
    }

    /** The upstream that it is for, from here on. */
    void goesTo(Upstream next) {
        upstream = next;
    }

    boolean isFor(Upstream other) {
        return upstream == other;
    }

    void sent(OutgoingCall call) {
        sent = call;
    }

    Optional<OutgoingCall> sent() {
        return Optional.ofNullable(sent);
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether anybody still waits for the answer, as far as is known without asking. */
    boolean isWanted() {
        return !cancelled && !answer.isGone();
    }

    /** Whether the client is there at this moment. */
    boolean isAttended() {
        return !cancelled && answer.isThere();
    }

    /** Tells a waiting client that it waits. */
    void beat(String message) {
        answer.beat();
        progress += STEP;
        progressToken()
                .ifPresent(token -> stream.sendNotification(
                                "notifications/progress",
                                RawJson.of(JsonObject.builder()
                                        .put("progressToken", token)
                                        .put("progress", new JsonNumber(progress))
                                        .put("message", message)
                                        .build()))
                        .onErrorComplete()
                        .block());
    }
}
