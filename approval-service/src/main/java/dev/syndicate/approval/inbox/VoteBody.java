package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vote as it is sent.
 *
 * @param voteId chosen by the client, so that the vote can be sent again; chosen by the service when absent
 * @param intentDigest of what the voter decides on
 * @param viewDigest of what the voter was shown
 * @param comment goes on the record; at most 2,000 characters
 * @param standing what the vote gives beyond the action itself; absent where it is for the action only
 * @param delegation by which the voter votes on somebody's behalf; absent for a vote of their own
 */
@Schema(name = "Vote")
record VoteBody(
        @Nullable VoteId voteId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) VoteChoice choice,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) IntentDigest intentDigest,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ViewDigest viewDigest,
        @Nullable String comment,
        @Nullable StandingVote standing,
        @Nullable DelegationId delegation) {

    private static final int MAX_COMMENT = 2000;
    private static final Set<String> MEMBERS =
            Set.of("voteId", "choice", "intentDigest", "viewDigest", "comment", "standing", "delegation");

    VoteBody {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        comment = comment == null || comment.isBlank() ? null : comment;
        if (comment != null && comment.length() > MAX_COMMENT) {
            throw new IllegalArgumentException("A comment has at most %d characters".formatted(MAX_COMMENT));
        }
    }

    /** Reads a body; an invalid one ends the request with {@code invalid-request}. */
    static VoteBody of(JsonObject json) {
        try {
            json.names().stream()
                    .filter(name -> !MEMBERS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("A vote has the members %s".formatted(MEMBERS));
                    });
            return new VoteBody(
                    json.findString("voteId").map(VoteId::parse).orElse(null),
                    VoteChoice.of(json.string("choice")),
                    IntentDigest.parse(json.string("intentDigest")),
                    ViewDigest.parse(json.string("viewDigest")),
                    json.findString("comment").orElse(null),
                    json.findObject("standing").map(StandingBody::of).orElse(null),
                    json.findString("delegation").map(DelegationId::parse).orElse(null));
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }
}
