package dev.syndicate.contracts.action;

import dev.syndicate.contracts.action.InvalidActionException.Code;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content the action relies on, pinned when it was proposed.
 *
 * @param digest plain SHA-256 of the content; absent when there was no such file
 */
public record Operand(String path, @Nullable Digest digest) {

    public Operand {
        Objects.requireNonNull(path, "path");
    }

    static List<Operand> readAll(Shape root) {
        List<Operand> operands = root.optionalObjects("operands", "path", "digest").stream()
                .map(shape -> new Operand(shape.text("path"), shape.optionalText("digest", Digest::parse)))
                .toList();
        for (int i = 1; i < operands.size(); i++) {
            if (operands.get(i - 1).path.compareTo(operands.get(i).path) >= 0) {
                throw root.refused(
                        Code.UNSORTED_OPERANDS, "operands/" + i, "Operands ascend by the UTF-16 units of their paths");
            }
        }
        return operands;
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("path", path)
                .putStringIfPresent("digest", Optional.ofNullable(digest).map(Digest::toString))
                .build();
    }
}
