package dev.syndicate.gateway.mcp.upstream;

import java.util.Map;

/** What a call was answered with, read without loss. */
public record CallResult(Map<?, ?> members) {

    /** Whether the tool says that it failed. */
    public boolean isError() {
        return Boolean.TRUE.equals(members.get("isError"));
    }

    /** The text of it. */
    public RawJson json() {
        return McpJson.raw(members);
    }
}
