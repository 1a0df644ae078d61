package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Votes on several requests, as they are sent. Each stands by itself, with its own digests and id.
 *
 * @param votes 1 to 100, each on another request
 */
@Schema(name = "Batch")
record BatchBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Item> votes) {

    private static final int MAX = 100;
    private static final Set<String> MEMBERS = Set.of("votes");

    /**
     * One vote.
     *
     * @param voteId chosen by the client, so that the batch can be sent again: each vote counts once
     */
    @Schema(name = "BatchVote")
    record Item(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            ApprovalId approval,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            VoteId voteId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            VoteChoice choice,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            IntentDigest intentDigest,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            ViewDigest viewDigest,

            @Nullable String comment,
            @Nullable StandingVote standing,
            @Nullable DelegationId delegation) {

        private static Item of(JsonValue json) {
            if (!(json instanceof JsonObject item)) {
                throw new IllegalArgumentException("Each vote is an object");
            }
            VoteBody vote = VoteBody.of(item.without("approval"));
            if (vote.voteId() == null) {
                throw new IllegalArgumentException("Each vote of a batch has a voteId");
            }
            return new Item(
                    ApprovalId.parse(item.string("approval")),
                    vote.voteId(),
                    vote.choice(),
                    vote.intentDigest(),
                    vote.viewDigest(),
                    vote.comment(),
                    vote.standing(),
                    vote.delegation());
        }
    }

    BatchBody {
        votes = List.copyOf(Objects.requireNonNull(votes, "votes"));
        if (votes.isEmpty() || votes.size() > MAX) {
            throw new IllegalArgumentException("A batch has 1 to %d votes".formatted(MAX));
        }
        requireOnce(votes.stream().map(Item::approval).distinct().count(), votes, "request");
        requireOnce(votes.stream().map(Item::voteId).distinct().count(), votes, "voteId");
    }

    private static void requireOnce(long different, List<Item> votes, String what) {
        if (different != votes.size()) {
            throw new IllegalArgumentException("No two votes of a batch have the same %s".formatted(what));
        }
    }

    /** Reads a body; an invalid one ends the request with {@code invalid-request}, and nothing of it counts. */
    static BatchBody of(JsonObject json) {
        try {
            if (!MEMBERS.containsAll(json.names())) {
                throw new IllegalArgumentException("A batch has the member votes");
            }
            return new BatchBody(json.array("votes").stream().map(Item::of).toList());
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }
}
