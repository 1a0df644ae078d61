package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.Problems;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Approvals for people and their tools. */
@RestController
@RequestMapping(path = "/v1/approvals", produces = MediaType.APPLICATION_JSON_VALUE)
class ApprovalController {

    private static final int MAX_PAGE = 200;

    private final ApprovalViews views;
    private final Visibility visibility;
    private final ReviewedActions actions;
    private final Ballots ballots;
    private final Showings showings;
    private final Discussions discussions;
    private final Idempotency idempotency;
    private final Identifiers identifiers;

    ApprovalController(
            ApprovalViews views,
            Visibility visibility,
            ReviewedActions actions,
            Ballots ballots,
            Showings showings,
            Discussions discussions,
            Idempotency idempotency,
            Identifiers identifiers) {
        this.views = views;
        this.visibility = visibility;
        this.actions = actions;
        this.ballots = ballots;
        this.showings = showings;
        this.discussions = discussions;
        this.idempotency = idempotency;
        this.identifiers = identifiers;
    }

    @GetMapping
    @Operation(
            operationId = "listApprovals",
            summary = "Approvals of your workspaces, the newest first; developers see their own")
    ApprovalPage list(
            AuthenticatedPerson viewer,
            @RequestParam(defaultValue = "") Set<ApprovalState> state,
            @RequestParam(required = false) @Nullable WorkspaceId workspace,
            @RequestParam(required = false) @Nullable ApprovalId before,
            @RequestParam(defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        Set<WorkspaceId> workspaces = viewer.workspaces();
        if (workspace != null) {
            viewer.requireMemberOf(workspace);
            workspaces = Set.of(workspace);
        }
        @Nullable Person requester = visibility.onlyOf(viewer).orElse(null);
        return ApprovalPage.of(views.page(workspaces, state, requester, before, size + 1), size);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getApproval",
            summary = "An approval with the exact bytes, what reviewers are shown, both digests and the votes")
    ApprovalDetail get(AuthenticatedPerson viewer, @PathVariable ApprovalId id) {
        ApprovalView view = visibility.require(viewer, id);
        return ApprovalDetail.of(view, actions.of(view.request()));
    }

    @PostMapping("/{id}/openings")
    @Operation(
            operationId = "openApproval",
            summary = "Says that you are about to read it; nothing is approved that its voter has not opened")
    OpeningView open(AuthenticatedPerson viewer, @PathVariable ApprovalId id) {
        viewer.require(Role.REVIEWER);
        ApprovalView view = visibility.require(viewer, id);
        return OpeningView.of(showings.show(viewer, view).orElseThrow(), view);
    }

    @PostMapping(path = "/{id}/comments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "comment",
            summary = "Says something about a request, as a reviewer or as who asked; it decides nothing",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CommentBody.class))))
    CommentView comment(AuthenticatedPerson person, @PathVariable ApprovalId id, RawBody raw) {
        CommentBody body = CommentBody.of(raw.object());
        CommentId comment = body.commentId() == null ? new CommentId(identifiers.next()) : body.commentId();
        return discussions.say(person, id, comment, body.text());
    }

    @PostMapping(path = "/{id}/votes", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "vote",
            summary = "Votes on exactly these bytes; a vote that is sent again is the same vote",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = VoteBody.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The vote counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = VoteResult.Recorded.class)))
    ResponseEntity<?> vote(
            AuthenticatedPerson voter,
            @PathVariable ApprovalId id,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody raw) {
        VoteBody body = VoteBody.of(raw.object());
        return idempotency.once(
                key, Requester.key(voter.person()), digest(id, raw), resource -> cast(voter, id, body, resource));
    }

    private ResponseEntity<?> cast(AuthenticatedPerson voter, ApprovalId id, VoteBody body, UUID resource) {
        VoteId vote = body.voteId() == null ? new VoteId(resource) : body.voteId();
        return answer(ballots.cast(
                voter,
                id,
                new Votes.Slip(
                        vote,
                        body.choice(),
                        body.intentDigest(),
                        body.viewDigest(),
                        body.comment(),
                        body.standing(),
                        body.delegation())));
    }

    /** A refusal is on the record and answered as a problem. */
    private static ResponseEntity<?> answer(VoteResult result) {
        return switch (result) {
            case VoteResult.Recorded recorded -> ResponseEntity.ok(recorded);
            case VoteResult.Refused refused -> Problems.answer(refused);
        };
    }

    private static Digest digest(ApprovalId id, RawBody raw) {
        return RequestDigest.of("POST /v1/approvals/%s/votes".formatted(id), raw.bytes());
    }
}
