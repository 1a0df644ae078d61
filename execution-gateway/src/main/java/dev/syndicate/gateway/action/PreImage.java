package dev.syndicate.gateway.action;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.gateway.request.Body;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A file's content, as it was when a change to it was proposed. The action's operand of the same path has its digest: so the
 * intent digest says whether these are the bytes.
 *
 * @param path the operand's
 * @param content the whole file
 */
public record PreImage(String path, byte[] content) {

    static final String MEMBER = "preImages";
    private static final int MOST = 100;
    private static final List<String> MEMBERS = List.of("content", "path");

    public PreImage {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
    }

    /** Reads those of a proposal, in Base64. Ends the request where they are not of this form. */
    static List<PreImage> readAll(JsonObject proposal) {
        return Body.read(proposal, it -> it.has(MEMBER) ? read(it.array(MEMBER)) : List.of());
    }

    private static List<PreImage> read(JsonArray images) {
        if (images.size() > MOST) {
            throw new IllegalArgumentException("The member '%s' has at most %d items".formatted(MEMBER, MOST));
        }
        return images.stream().map(PreImage::read).toList();
    }

    private static PreImage read(JsonValue image) {
        if (!(image instanceof JsonObject object)
                || !object.names().stream().sorted().toList().equals(MEMBERS)) {
            throw new IllegalArgumentException(
                    "An item of '%s' has a path, and its content in Base64".formatted(MEMBER));
        }
        return new PreImage(object.string("path"), Base64.getDecoder().decode(object.string("content")));
    }
}
