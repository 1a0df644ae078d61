package dev.syndicate.contracts.action;

import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;

/**
 * One call as its coding tool or proxy names it. The intent digest does not cover it.
 *
 * @param id for example {@code toolu_01…}; unique within its session and source
 * @param source where it was seen, for example {@code claude-code-hook} or {@code mcp-proxy}
 */
public record CallReference(String id, String source) {

    public CallReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
    }

    static CallReference read(Shape shape) {
        return new CallReference(shape.text("id"), shape.text("source"));
    }

    JsonObject toJson() {
        return JsonObject.builder().put("id", id).put("source", source).build();
    }
}
