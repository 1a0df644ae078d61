package dev.syndicate.audit.privacy;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy")
class PrivacyController {

    private static final String TWO =
            "Two different operators ask for the same: the first one gets 202, the second 200.";

    private final Erasures erasures;
    private final Holds holds;

    PrivacyController(Erasures erasures, Holds holds) {
        this.erasures = erasures;
        this.holds = holds;
    }

    /** @param subject the person, by the issuer and the subject of their tokens */
    record ErasureRequest(Scope.Subject subject, String reason) {}

    record HoldRequest(Scope scope, String reason) {}

    record ReleaseRequest(String reason) {}

    record HoldList(List<HoldView> holds) {}

    /**
     * How far a decision has come.
     *
     * @param done false while a second person has to confirm
     * @param by who has confirmed so far
     * @param expiresAt until when the second person can confirm; absent when done
     */
    record DecisionView(
            boolean done,
            List<Person> by,
            String reason,
            @Nullable Instant expiresAt) {}

    @Operation(
            summary = "Erase what belongs to a person; two different operators each do so",
            description =
                    TWO + " Destroys the person's keys, and with them every content and every salt of a commitment."
                            + " Records keep their digests and go on to verify. Refused under a legal hold.")
    @PostMapping("/v1/subjects/erasures")
    ResponseEntity<DecisionView> erase(AuthenticatedPerson caller, @RequestBody ErasureRequest request) {
        return answer(erasures.erase(subject(request.subject()), caller.person(), reason(request.reason())));
    }

    @Operation(
            summary =
                    "Place a legal hold on a person, a session, a workspace or a period; two different operators each do so",
            description = TWO + " While it holds, nothing that it covers is erased or pruned.")
    @PostMapping("/v1/holds")
    ResponseEntity<DecisionView> place(AuthenticatedPerson caller, @RequestBody HoldRequest request) {
        @Nullable Scope scope = request.scope();
        if (scope == null) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'scope' is missing");
        }
        return answer(holds.place(scope.scope(), caller.person(), reason(request.reason())));
    }

    @Operation(summary = "Release a legal hold; two different operators each do so", description = TWO)
    @PostMapping("/v1/holds/{id}/release")
    ResponseEntity<DecisionView> release(
            AuthenticatedPerson caller, @PathVariable UUID id, @RequestBody ReleaseRequest request) {
        return answer(holds.release(id, caller.person(), reason(request.reason())));
    }

    @Operation(summary = "Every legal hold, the newest first, also those that were released")
    @GetMapping("/v1/holds")
    HoldList all() {
        return new HoldList(holds.all());
    }

    private static ResponseEntity<DecisionView> answer(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Pending waiting ->
                ResponseEntity.accepted()
                        .body(new DecisionView(false, List.of(waiting.first()), waiting.reason(), waiting.expiresAt()));
            case Confirmation.Confirmed both ->
                ResponseEntity.ok(new DecisionView(true, both.by(), both.reason(), null));
        };
    }

    private static DataSubject subject(Scope.@Nullable Subject subject) {
        try {
            if (subject != null) {
                return new DataSubject(subject.issuer(), subject.subject());
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'subject' has an issuer and a subject");
        }
        throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'subject' is missing");
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
