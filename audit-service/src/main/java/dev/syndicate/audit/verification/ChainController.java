package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.StoredEvents;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Verifications")
class ChainController {

    private static final int MOST_COUNTED = 10_000;

    private final Heads heads;
    private final ChainTail tail;
    private final Checkpoints checkpoints;
    private final StoredEvents events;
    private final ScrubLoop scrub;
    private final VerificationSettings settings;

    ChainController(
            Heads heads,
            ChainTail tail,
            Checkpoints checkpoints,
            StoredEvents events,
            ScrubLoop scrub,
            VerificationSettings settings) {
        this.heads = heads;
        this.tail = tail;
        this.checkpoints = checkpoints;
        this.events = events;
        this.scrub = scrub;
        this.settings = settings;
    }

    /**
     * How the chain is.
     *
     * @param size how many records there are
     * @param recordedAt of the last record
     * @param behind committed events behind the last record's, at most 10,000 are counted; a few while records are written
     * @param writer whether the process that answers writes the chain; only that one scrubs
     * @param checkpoint the newest; absent before the first
     * @param verifiedSince every record that existed then was verified again after this time; absent when not the writer
     * @param scrubPeriod within so many seconds the scrub reads every record again
     */
    record ChainView(
            String log,
            long epoch,
            long size,
            Instant recordedAt,
            long behind,
            boolean writer,
            @Nullable SignedCheckpoint checkpoint,
            @Nullable Instant verifiedSince,
            long scrubPeriod) {}

    /** @param note the signed note */
    record SignedCheckpoint(long epoch, long size, String root, Instant signedAt, String note) {}

    @Operation(summary = "How the chain is: head, checkpoint, scrub, and events that have no record yet")
    @GetMapping("/v1/chain")
    ChainView chain() {
        ChainHead head = heads.read()
                .orElseThrow(() -> new ProblemException(PlatformProblems.UNAVAILABLE, "The log was not started yet"));
        return new ChainView(
                head.origin().log().toString(),
                head.origin().epoch(),
                head.size(),
                head.recordedAt(),
                events.behind(head.position(), MOST_COUNTED),
                tail.head().isPresent(),
                checkpoints.newest().map(ChainController::signed).orElse(null),
                scrub.verifiedSince().orElse(null),
                settings.scrubPeriod().toSeconds());
    }

    private static SignedCheckpoint signed(Checkpoints.Signed newest) {
        Checkpoint checkpoint = Checkpoint.parse(newest.note().text());
        return new SignedCheckpoint(
                checkpoint.logOrigin().epoch(),
                checkpoint.size(),
                checkpoint.root().toString(),
                newest.at(),
                newest.note().toString());
    }
}
