package dev.syndicate.audit.retention;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy")
class PruningController {

    private final Prunings prunings;

    PruningController(Prunings prunings) {
        this.prunings = prunings;
    }

    /** @param last the last record to let go of; the last one of a partition */
    record PruningRequest(long last, String reason) {}

    record PruningList(List<PruningView> prunings) {}

    /**
     * How far an approval has come.
     *
     * @param digest of the range and its archive, which both people mean; absent once approved
     * @param expiresAt until when the second person can confirm; absent once approved
     */
    record ApprovalView(
            boolean approved,
            List<Person> by,
            String reason,
            @Nullable String digest,
            @Nullable Instant expiresAt) {}

    @Operation(
            summary = "Let go of the oldest records; two different operators each do so",
            description =
                    "The first one gets 202, the second one 200. What they approve, a range of whole partitions and"
                            + " the digest of its archive, goes on record; the migrator's command prune writes and verifies the"
                            + " archive and removes the records. Leaves and event ids stay, so that everything else still"
                            + " verifies. Refused under a legal hold, while the chain is not clear, within the retention, and"
                            + " where the log needs one of the records for good.")
    @PostMapping("/v1/prunings")
    ResponseEntity<ApprovalView> prune(AuthenticatedPerson caller, @RequestBody PruningRequest request) {
        @Nullable String reason = request.reason();
        return switch (prunings.prune(request.last(), caller.person(), reason == null ? "" : reason)) {
            case Confirmation.Pending waiting ->
                ResponseEntity.accepted()
                        .body(new ApprovalView(
                                false,
                                List.of(waiting.first()),
                                waiting.reason(),
                                waiting.digest().toString(),
                                waiting.expiresAt()));
            case Confirmation.Confirmed both ->
                ResponseEntity.ok(new ApprovalView(true, both.by(), both.reason(), null, null));
        };
    }

    @Operation(summary = "Every range that two people let go, and whether it is gone")
    @GetMapping("/v1/prunings")
    PruningList all() {
        return new PruningList(prunings.all());
    }
}
