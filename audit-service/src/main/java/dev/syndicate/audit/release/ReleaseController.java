package dev.syndicate.audit.release;

import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.integrity.Releases;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Integrity")
class ReleaseController {

    private final Releases releases;
    private final ChainTail tail;

    ReleaseController(Releases releases, ChainTail tail) {
        this.releases = releases;
        this.tail = tail;
    }

    /** @param reason for the record; 1 to 1,000 characters */
    record ReleaseRequest(String reason) {}

    /**
     * How far the release has come.
     *
     * @param released false while a second person has to confirm
     * @param by who has confirmed so far
     * @param expiresAt until when the second person can confirm; absent when released
     */
    record ReleaseView(
            String finding,
            boolean released,
            List<Person> by,
            String reason,
            @Nullable Instant expiresAt) {}

    @Operation(
            summary = "Release a finding; two different operators each do so",
            description = "The first one gets 202, the second one 200. Releasing changes no evidence: verification"
                    + " goes on to say what is broken")
    @PostMapping("/v1/integrity/findings/{digest}/release")
    ResponseEntity<ReleaseView> release(
            AuthenticatedPerson caller, @PathVariable String digest, @RequestBody ReleaseRequest request) {
        if (tail.head().isEmpty()) {
            throw new ProblemException(
                    PlatformProblems.UNAVAILABLE, "Findings are released at the process that writes the chain");
        }
        return switch (releases.release(parsed(digest), caller.person(), reason(request))) {
            case Confirmation.Pending waiting ->
                ResponseEntity.accepted()
                        .body(new ReleaseView(
                                digest, false, List.of(waiting.first()), waiting.reason(), waiting.expiresAt()));
            case Confirmation.Confirmed both ->
                ResponseEntity.ok(new ReleaseView(digest, true, both.by(), both.reason(), null));
        };
    }

    private static String reason(ReleaseRequest request) {
        @Nullable String reason = request.reason();
        return reason == null ? "" : reason;
    }

    private static Digest parsed(String digest) {
        try {
            return Digest.parse(digest);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(PlatformProblems.NOT_FOUND, "A finding is named by its digest, sha256:<64 hex>");
        }
    }
}
