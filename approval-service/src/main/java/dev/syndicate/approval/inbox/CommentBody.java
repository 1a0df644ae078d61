package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it is sent.
 *
 * @param commentId chosen by the client, so that the comment can be sent again; chosen by the service when absent
 * @param text at most 2,000 characters
 */
@Schema(name = "Comment")
record CommentBody(
        @Nullable CommentId commentId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String text) {

    private static final Set<String> MEMBERS = Set.of("commentId", "text");

    /** Reads a body; an invalid one ends the request with {@code invalid-request}. */
    static CommentBody of(JsonObject json) {
        try {
            if (!MEMBERS.containsAll(json.names())) {
                throw new IllegalArgumentException("A comment has the members %s".formatted(MEMBERS));
            }
            return new CommentBody(
                    json.findString("commentId").map(CommentId::parse).orElse(null), json.string("text"));
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }
}
