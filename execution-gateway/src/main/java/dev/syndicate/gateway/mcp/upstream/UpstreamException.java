package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An upstream that did not answer as asked. Its own words are in {@link #error()} alone, never in the message. */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    public enum Kind {
        /** It never left the gateway. */
        NOT_SENT,
        /** It left, and nobody knows what came of it. */
        NO_ANSWER,
        /** It was answered with an error. */
        REFUSED
    }

    private final Kind kind;
    private final int code;
    private final @Nullable RawJson error;

    private UpstreamException(Kind kind, String message, int code, @Nullable RawJson error) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.error = error;
    }

    static UpstreamException notSent(String upstream, String why) {
        return new UpstreamException(Kind.NOT_SENT, "%s cannot be reached: %s".formatted(upstream, why), 0, null);
    }

    static UpstreamException noAnswer(String upstream, String why) {
        return new UpstreamException(Kind.NO_ANSWER, "%s gave no answer: %s".formatted(upstream, why), 0, null);
    }

    static UpstreamException refused(String upstream, int code, RawJson error) {
        return new UpstreamException(Kind.REFUSED, "%s answered with error %d".formatted(upstream, code), code, error);
    }

    /** What is known of the request. */
    public Kind kind() {
        return kind;
    }

    /** The JSON-RPC error's code; 0 where there was no answer. */
    public int code() {
        return code;
    }

    /** The JSON-RPC error as it came. */
    public Optional<RawJson> error() {
        return Optional.ofNullable(error);
    }

    /** The JSON-RPC error's own message. */
    public Optional<String> upstreamMessage() {
        return error().flatMap(RawJson::object).flatMap((JsonObject it) -> it.findString("message"));
    }
}
