package dev.syndicate.audit.verification;

import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/verifications")
@Tag(name = "Verifications")
class VerificationController {

    private static final long PATIENCE_SECONDS = 20;
    private static final String PREFER = "Prefer";
    private static final String RESPOND_ASYNC = "respond-async";
    private static final int MAX_LIST = 100;

    private final VerificationRun run;
    private final LiveVerifier verifier;
    private final Verifications verifications;
    private final Idempotency idempotency;

    VerificationController(
            VerificationRun run, LiveVerifier verifier, Verifications verifications, Idempotency idempotency) {
        this.run = run;
        this.verifier = verifier;
        this.verifications = verifications;
        this.idempotency = idempotency;
    }

    /**
     * What to verify; without a body everything.
     *
     * @param since a signed checkpoint (the text of {@code GET /v1/checkpoint}) that the caller trusts: only what lies
     *     behind it is read again
     * @param extent {@code everything} by default
     */
    record VerificationRequest(
            @Nullable String since, @Nullable Extent extent) {

        private static final VerificationRequest EVERYTHING = new VerificationRequest(null, null);
    }

    @Operation(
            summary = "Verify the database now, the whole of it or what lies behind a trusted checkpoint",
            description =
                    "Waits some seconds for the result (201); after that, or at once with 'Prefer: respond-async'"
                            + " (RFC 7240), it goes on by itself (202) and the Location tells how far it has come, and the result")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VerificationView.class)))
    @PostMapping
    ResponseEntity<?> verify(
            AuthenticatedPerson caller,
            @RequestBody(required = false) @Nullable VerificationRequest body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            @RequestHeader(name = PREFER, required = false) @Nullable String prefer) {
        String principal = caller.person().issuer() + " " + caller.person().subject();
        VerificationRequest request = body == null ? VerificationRequest.EVERYTHING : body;
        @Nullable SignedNote since = trusted(request.since());
        long patience = RESPOND_ASYNC.equals(prefer) ? 0 : PATIENCE_SECONDS;
        return idempotency.once(key, principal, digest(request), id -> verify(caller, request, since, id, patience));
    }

    @Operation(summary = "One verification")
    @GetMapping("/{id}")
    VerificationView verification(@PathVariable UUID id) {
        return verifications
                .find(id)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "There is no such verification"));
    }

    /** The newest first, at most a hundred. */
    record VerificationList(List<VerificationView> verifications) {}

    @Operation(summary = "The latest verifications, the newest first")
    @GetMapping
    VerificationList list() {
        return new VerificationList(verifications.newest(MAX_LIST));
    }

    private @Nullable SignedNote trusted(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            SignedNote note = SignedNote.parse(text);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (verifier.isSigned(note) && checkpoint.size() > 0) {
                return note;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'since' is a signed checkpoint of this log");
        }
        throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'since' is not signed by this log's key");
    }

    private static Digest digest(VerificationRequest request) {
        String asked = request.extent() + "\n" + request.since();
        return RequestDigest.of("POST /v1/verifications", asked.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<VerificationView> verify(
            AuthenticatedPerson caller,
            VerificationRequest request,
            @Nullable SignedNote since,
            UUID id,
            long patience) {
        Extent extent = request.extent() == null ? Extent.EVERYTHING : request.extent();
        boolean finished = await(run.start(id, caller.person(), extent, since), patience);
        URI location = URI.create("/v1/verifications/" + id);
        return ResponseEntity.status(finished ? 201 : 202).location(location).body(verification(id));
    }

    private static boolean await(CompletableFuture<Void> result, long patience) {
        try {
            result.get(patience, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The verification could not be stored", e);
        }
    }
}
