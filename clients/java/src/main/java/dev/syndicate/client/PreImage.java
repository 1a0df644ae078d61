package dev.syndicate.client;

import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Base64;
import java.util.Objects;

/**
 * A file that an action changes, as it is when that is proposed: reviewers see the change in its place. The proposal has to
 * rely on its {@link #operand}; the gateway refuses other bytes, and leaves out what is too large for it.
 *
 * @param path as the proposal names the file
 * @param content the whole file
 */
public record PreImage(String path, byte[] content) {

    public PreImage {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
    }

    /** What pins the file. */
    public Operand operand() {
        return new Operand(path, Digest.of(content));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("path", path)
                .put("content", Base64.getEncoder().encodeToString(content))
                .build();
    }
}
