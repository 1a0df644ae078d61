package dev.syndicate.audit.verification;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/verifications")
@Tag(name = "Verifications")
class VerificationController {

    private static final long PATIENCE_SECONDS = 20;
    private static final int MAX_LIST = 100;
    private static final Digest EMPTY_REQUEST = Digest.of("POST /v1/verifications".getBytes(StandardCharsets.US_ASCII));

    private final VerificationRun run;
    private final Verifications verifications;
    private final Idempotency idempotency;
    private final Identifiers identifiers;

    VerificationController(
            VerificationRun run, Verifications verifications, Idempotency idempotency, Identifiers identifiers) {
        this.run = run;
        this.verifications = verifications;
        this.idempotency = idempotency;
        this.identifiers = identifiers;
    }

    @Operation(
            summary = "Verify the whole database now",
            description = "Waits some seconds for the result (201); after that it goes on by itself (202) and"
                    + " the Location tells the result")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VerificationView.class)))
    @PostMapping
    ResponseEntity<?> verify(
            AuthenticatedPerson caller,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key) {
        String principal = caller.person().issuer() + " " + caller.person().subject();
        return key == null
                ? verify(caller, identifiers.next())
                : idempotency.once(key, principal, EMPTY_REQUEST, id -> verify(caller, id));
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

    private ResponseEntity<VerificationView> verify(AuthenticatedPerson caller, UUID id) {
        boolean finished = await(run.start(id, caller.person()));
        URI location = URI.create("/v1/verifications/" + id);
        return ResponseEntity.status(finished ? 201 : 202).location(location).body(verification(id));
    }

    private static boolean await(CompletableFuture<Void> result) {
        try {
            result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
