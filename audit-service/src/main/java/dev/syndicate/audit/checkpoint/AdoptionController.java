package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.contracts.audit.LogAdopted;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/integrity/adoptions")
@Tag(name = "Integrity")
class AdoptionController {

    private static final int MAX_LIST = 100;

    private final Adoptions adoptions;
    private final ChainTail tail;
    private final Heads heads;
    private final RecordStore records;

    AdoptionController(Adoptions adoptions, ChainTail tail, Heads heads, RecordStore records) {
        this.adoptions = adoptions;
        this.tail = tail;
        this.heads = heads;
        this.records = records;
    }

    /**
     * @param reason for the record; 1 to 1,000 characters
     * @param checkpoint a signed note of this log that was kept elsewhere; absent when none is newer than the writer's own
     */
    record AdoptionRequest(String reason, @Nullable String checkpoint) {}

    /**
     * How far the adoption has come.
     *
     * @param adopted false while a second person has to confirm
     * @param by who has confirmed so far
     * @param expiresAt until when the second person can confirm; absent when adopted
     */
    record AdoptionView(
            boolean adopted,
            List<Person> by,
            String reason,
            @Nullable Instant expiresAt) {}

    /**
     * What the writer does, and what was adopted before.
     *
     * @param state {@code writing}, {@code awaiting-adoption} or {@code standby}
     * @param why why nothing is appended; absent unless an adoption is awaited
     * @param size how many records the database has
     * @param adoptions sequences of the records of earlier adoptions, the newest first
     */
    record AdoptionsView(String state, @Nullable String why, long epoch, long size, List<Long> adoptions) {}

    @Operation(
            summary = "Adopt what is left of the log after a signed tail or the writer's volume was lost",
            description =
                    "Two different operators each do so: the first one gets 202, the second one 200. It releases no"
                            + " finding")
    @PostMapping
    ResponseEntity<AdoptionView> adopt(AuthenticatedPerson caller, @RequestBody AdoptionRequest request) {
        @Nullable String reason = request.reason();
        return switch (adoptions.adopt(caller.person(), reason == null ? "" : reason, request.checkpoint())) {
            case Confirmation.Pending waiting ->
                ResponseEntity.accepted()
                        .body(new AdoptionView(false, List.of(waiting.first()), waiting.reason(), waiting.expiresAt()));
            case Confirmation.Confirmed both ->
                ResponseEntity.ok(new AdoptionView(true, both.by(), both.reason(), null));
        };
    }

    @Operation(summary = "Whether an adoption is awaited, and the records of earlier ones")
    @GetMapping
    AdoptionsView adoptions() {
        String state = tail.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<Long> earlier = records.latestOfType(LogAdopted.class.getName(), MAX_LIST);
        return heads.read()
                .map(head -> new AdoptionsView(
                        state, tail.obstacle().orElse(null), head.origin().epoch(), head.size(), earlier))
                .orElseGet(() -> new AdoptionsView(state, tail.obstacle().orElse(null), 1, 0, earlier));
    }
}
