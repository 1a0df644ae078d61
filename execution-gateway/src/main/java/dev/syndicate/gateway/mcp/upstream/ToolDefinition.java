package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;

/**
 * A tool as its server defines it, with the digest that names it (docs/spec/tool-definition.md). A tool whose definition
 * changes in any way is another tool.
 *
 * @param json the definition as the server gave it, every member of it
 */
public record ToolDefinition(String server, String name, JsonObject json) {

    /** What the pinned form says that it is. */
    public static final String SCHEMA = "tool-definition/v1";

    public ToolDefinition {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(json, "json");
    }

    /** The pinned form: canonical JSON. */
    public byte[] pinned() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("schema", SCHEMA)
                .put("server", server)
                .put("definition", json)
                .build());
    }

    /** Plain SHA-256 of the pinned form. */
    public Digest digest() {
        return Digest.of(pinned());
    }
}
