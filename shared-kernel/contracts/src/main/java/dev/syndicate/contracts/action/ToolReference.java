package dev.syndicate.contracts.action;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool that would act.
 *
 * @param rawName as the coding tool gave it, for example {@code Bash} or {@code mcp__github__create_issue}
 * @param canonicalName across coding tools, for example {@code shell} or {@code github/create_issue}
 * @param server the MCP server that offers it; absent for a tool of the coding tool itself
 * @param definitionDigest plain SHA-256 of the pinned definition's canonical JSON; a changed definition is a new tool
 */
public record ToolReference(
        String rawName,
        String canonicalName,
        @Nullable String server,
        @Nullable Digest definitionDigest) {

    public ToolReference {
        Objects.requireNonNull(rawName, "rawName");
        Objects.requireNonNull(canonicalName, "canonicalName");
    }

    static ToolReference read(Shape shape) {
        return new ToolReference(
                shape.text("rawName"),
                shape.text("canonicalName"),
                shape.optionalText("server"),
                shape.optionalText("definitionDigest", Digest::parse));
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("rawName", rawName)
                .put("canonicalName", canonicalName)
                .putStringIfPresent("server", Optional.ofNullable(server))
                .putStringIfPresent(
                        "definitionDigest",
                        Optional.ofNullable(definitionDigest).map(Digest::toString))
                .build();
    }
}
