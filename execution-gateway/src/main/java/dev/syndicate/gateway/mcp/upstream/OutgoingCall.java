package dev.syndicate.gateway.mcp.upstream;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A call on its way to an upstream. Two calls are never the same one, however much they are alike.
 */
public final class OutgoingCall {

    private final String method;
    private final RawJson params;

    public OutgoingCall(String method, RawJson params) {
        this.method = method;
        this.params = params;
    }

    /** For example {@code tools/call}. */
    public String method() {
        return method;
    }

    /** The parameters, as they are sent. */
    @JsonValue
    @JsonRawValue
    public String params() {
        return params.text();
    }
}
