package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An amendment as it is sent.
 *
 * @param amendedBy the id of the new action, a UUIDv7 chosen by the client so that the amendment can be sent again; chosen
 *     by the service when absent
 * @param intentDigest of what the reviewer changes
 * @param viewDigest of what the reviewer was shown
 * @param parameters all parameters of the new action, verbatim
 * @param targets what the new action acts on; only where its adapter cannot tell from the parameters
 * @param comment goes on the record; at most 2,000 characters
 */
@Schema(name = "Amendment")
record AmendmentBody(
        @Nullable ActionId amendedBy,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) IntentDigest intentDigest,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ViewDigest viewDigest,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, implementation = Object.class)
        JsonObject parameters,

        @Nullable List<String> targets,
        @Nullable String comment) {

    private static final int MAX_COMMENT = 2000;
    private static final int MAX_TARGETS = 100;
    private static final int MAX_TARGET = 8192;
    private static final Set<String> MEMBERS =
            Set.of("amendedBy", "intentDigest", "viewDigest", "parameters", "targets", "comment");

    AmendmentBody {
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        Objects.requireNonNull(parameters, "parameters");
        comment = comment == null || comment.isBlank() ? null : comment;
        if (comment != null && comment.length() > MAX_COMMENT) {
            throw new IllegalArgumentException("A comment has at most %d characters".formatted(MAX_COMMENT));
        }
        targets = targets == null ? null : List.copyOf(targets);
        if (targets != null
                && (targets.size() > MAX_TARGETS
                        || targets.stream().anyMatch(target -> target.isEmpty() || target.length() > MAX_TARGET))) {
            throw new IllegalArgumentException(
                    "There are at most %d targets of 1 to %d characters".formatted(MAX_TARGETS, MAX_TARGET));
        }
    }

    /** Reads a body; an invalid one ends the request with {@code invalid-request}. */
    static AmendmentBody of(JsonObject json) {
        try {
            if (!MEMBERS.containsAll(json.names())) {
                throw new IllegalArgumentException("An amendment has the members %s".formatted(MEMBERS));
            }
            return new AmendmentBody(
                    json.findString("amendedBy").map(ActionId::parse).orElse(null),
                    IntentDigest.parse(json.string("intentDigest")),
                    ViewDigest.parse(json.string("viewDigest")),
                    json.object("parameters"),
                    json.has("targets") ? json.strings("targets") : null,
                    json.findString("comment").orElse(null));
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }
}
