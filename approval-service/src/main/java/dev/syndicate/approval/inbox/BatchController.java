package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.Problems;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decides on several requests at once. It is nothing but as many votes, one after the other: each with its own digests, its
 * own id and its own event, and none waits for another to count.
 */
@RestController
class BatchController {

    private static final Logger LOG = LoggerFactory.getLogger(BatchController.class);

    private final Ballots ballots;

    BatchController(Ballots ballots) {
        this.ballots = ballots;
    }

    @PostMapping(
            path = "/v1/approvals/batch",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "voteOnSeveral",
            summary = "Votes on several requests, each by itself",
            description =
                    "The answer says of each vote whether it counts. The same batch sent again has the same effect:"
                            + " votes that count stay as they are, and those that failed are tried again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = BatchBody.class))))
    BatchAnswer vote(AuthenticatedPerson voter, RawBody raw) {
        return BatchAnswer.of(BatchBody.of(raw.object()).votes().stream()
                .map(item -> cast(voter, item))
                .toList());
    }

    private BatchAnswer.Item cast(AuthenticatedPerson voter, BatchBody.Item item) {
        try {
            return answer(
                    item,
                    ballots.cast(
                            voter,
                            item.approval(),
                            new Votes.Slip(
                                    item.voteId(),
                                    item.choice(),
                                    item.intentDigest(),
                                    item.viewDigest(),
                                    item.comment(),
                                    item.standing(),
                                    item.delegation())));
        } catch (RuntimeException failed) {
            return failed(item, failed);
        }
    }

    private static BatchAnswer.Item answer(BatchBody.Item item, VoteResult result) {
        return switch (result) {
            case VoteResult.Recorded recorded ->
                new BatchAnswer.Item(item.approval(), item.voteId(), BatchAnswer.Result.RECORDED, recorded, null);
            case VoteResult.Refused refused -> not(item, BatchAnswer.Result.REFUSED, Problems.body(refused));
        };
    }

    /** Those before it count already, and those after it may: one failure never takes the others with it. */
    private static BatchAnswer.Item failed(BatchBody.Item item, RuntimeException failed) {
        if (failed instanceof Problem problem) {
            boolean stays = problem.type().status() < 500 && !problem.type().equals(PlatformProblems.CONFLICT);
            return not(item, stays ? BatchAnswer.Result.REFUSED : BatchAnswer.Result.FAILED, Problems.body(problem));
        }
        LOG.error("A vote of a batch failed, on approval {}", item.approval(), failed);
        return not(
                item,
                BatchAnswer.Result.FAILED,
                Problems.body(PlatformProblems.INTERNAL_ERROR, "It could not be judged; send it again", Map.of()));
    }

    private static BatchAnswer.Item not(BatchBody.Item item, BatchAnswer.Result result, ProblemDetail problem) {
        return new BatchAnswer.Item(item.approval(), item.voteId(), result, null, problem);
    }
}
