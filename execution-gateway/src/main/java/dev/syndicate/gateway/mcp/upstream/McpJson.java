package dev.syndicate.gateway.mcp.upstream;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How messages are read and written: no number loses a digit, no member hides behind its namesake. */
public final class McpJson {

    /** Any JSON, as plain Java values. */
    public static final TypeRef<Object> ANY = new TypeRef<>() {};

    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER = 1000;

    /** For the SDK's transports and sessions. */
    public static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());

    private McpJson() {}

    /** The text of parameters that were read; an empty object where there were none. */
    static RawJson rawOrEmpty(@Nullable Object params) {
        return params == null ? RawJson.EMPTY : raw(params);
    }

    /** The text of what was read. */
    public static RawJson raw(@Nullable Object read) {
        try {
            return new RawJson(MAPPER.writeValueAsString(read));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
