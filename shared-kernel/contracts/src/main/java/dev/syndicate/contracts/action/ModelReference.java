package dev.syndicate.contracts.action;

import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;

/**
 * The model that proposed the action.
 *
 * @param id as the source names it, for example {@code claude-opus-4-1}
 * @param source how it is known, for example {@code session-start} or {@code gateway-configuration}; what an agent says is only a claim
 */
public record ModelReference(String id, String source) {

    public ModelReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
    }

    static ModelReference read(Shape shape) {
        return new ModelReference(shape.text("id"), shape.text("source"));
    }

    JsonObject toJson() {
        return JsonObject.builder().put("id", id).put("source", source).build();
    }
}
