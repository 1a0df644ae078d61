package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.AmendmentResult;
import dev.syndicate.approval.voting.Amendments;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.Problems;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Amendments: a reviewer changes the parameters, and somebody else decides on what comes of it. */
@RestController
class AmendmentController {

    private final Amending amending;
    private final Idempotency idempotency;

    AmendmentController(Amending amending, Idempotency idempotency) {
        this.amending = amending;
        this.idempotency = idempotency;
    }

    @PostMapping(
            path = "/v1/approvals/{id}/amendments",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "amend",
            summary = "Changes the parameters instead of voting",
            description =
                    "The request ends as amended. What came of it is a new action, which policy judges anew; whoever"
                            + " amended it, or asked for it, does not count in its approval. The same amendment sent again changes"
                            + " nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AmendmentBody.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Amended",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = AmendmentResult.Recorded.class)))
    ResponseEntity<?> amend(
            AuthenticatedPerson amender,
            @PathVariable ApprovalId id,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody raw) {
        AmendmentBody body = AmendmentBody.of(raw.object());
        return idempotency.once(
                key, Requester.key(amender.person()), digest(id, raw), resource -> amend(amender, id, body, resource));
    }

    private ResponseEntity<?> amend(AuthenticatedPerson amender, ApprovalId id, AmendmentBody body, UUID resource) {
        ActionId amendedBy = body.amendedBy() == null ? new ActionId(resource) : body.amendedBy();
        return answer(amending.amend(
                amender,
                id,
                new Amendments.Draft(
                        amendedBy,
                        body.intentDigest(),
                        body.viewDigest(),
                        body.parameters(),
                        body.targets(),
                        body.comment(),
                        null)));
    }

    /** A refusal is on the record and answered as a problem. */
    private static ResponseEntity<?> answer(AmendmentResult result) {
        return switch (result) {
            case AmendmentResult.Recorded recorded -> ResponseEntity.ok(recorded);
            case AmendmentResult.Refused refused -> Problems.answer(refused);
        };
    }

    private static Digest digest(ApprovalId id, RawBody raw) {
        return RequestDigest.of("POST /v1/approvals/%s/amendments".formatted(id), raw.bytes());
    }
}
