package dev.syndicate.approval.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * What became of each vote, in the order in which they were sent.
 *
 * @param recorded how many count
 * @param refused how many do not, for a reason that stays
 * @param failed how many could not be judged; send the same batch again
 */
record BatchAnswer(List<Item> results, long recorded, long refused, long failed) {

    /** What became of a vote. */
    enum Result {
        RECORDED,
        REFUSED,
        FAILED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One vote.
     *
     * @param vote present where it counts
     * @param problem why it does not; the same as a vote alone would be answered with
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            ApprovalId approval,
            VoteId voteId,
            Result result,
            VoteResult.@Nullable Recorded vote,
            @Nullable ProblemDetail problem) {}

    static BatchAnswer of(List<Item> results) {
        return new BatchAnswer(
                List.copyOf(results),
                count(results, Result.RECORDED),
                count(results, Result.REFUSED),
                count(results, Result.FAILED));
    }

    private static long count(List<Item> results, Result wanted) {
        return results.stream().filter(item -> item.result() == wanted).count();
    }
}
