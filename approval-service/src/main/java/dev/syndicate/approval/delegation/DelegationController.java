package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Delegations for reviewers. */
@RestController
@RequestMapping(path = "/v1/delegations", produces = MediaType.APPLICATION_JSON_VALUE)
class DelegationController {

    private final Delegations delegations;
    private final Idempotency idempotency;

    DelegationController(Delegations delegations, Idempotency idempotency) {
        this.delegations = delegations;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(
            operationId = "listDelegations",
            summary = "What you delegated and what was delegated to you, the newest first")
    List<DelegationView> list(AuthenticatedPerson person) {
        return delegations.of(person.person());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "delegate",
            summary = "Names who may vote on your behalf for a time; never on what they asked for themselves",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DelegationBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "It is on record",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = DelegationView.class)))
    ResponseEntity<?> delegate(
            AuthenticatedPerson person,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody raw) {
        DelegationBody body = DelegationBody.of(raw.object());
        return idempotency.once(
                key,
                JdbcDelegations.key(person.person()),
                RequestDigest.of("POST /v1/delegations", raw.bytes()),
                resource -> created(delegations.give(person, body, new DelegationId(resource))));
    }

    @PostMapping("/{id}/revoke")
    @Operation(operationId = "revokeDelegation", summary = "Ends a delegation before its time")
    DelegationView revoke(AuthenticatedPerson person, @PathVariable DelegationId id) {
        return delegations.revoke(person, id);
    }

    private static ResponseEntity<DelegationView> created(DelegationView view) {
        return ResponseEntity.status(HttpStatus.CREATED).body(view);
    }
}
