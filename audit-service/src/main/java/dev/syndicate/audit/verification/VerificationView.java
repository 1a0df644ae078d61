package dev.syndicate.audit.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the live database.
 *
 * @param state {@code running}, {@code completed}, or {@code failed} when it could not be carried out
 * @param extent {@code everything}, or {@code chain} for headers, hashes, links and checkpoints alone
 * @param since the size of the trusted checkpoint from which on it went; absent when from the first record on
 * @param progress how far it has come
 * @param pruned how many of these records were gone, because two people had let them go, and were not read; absent until
 *     intact, and where an earlier release completed it
 * @param intact absent until completed
 * @param code what is wrong (docs/spec/chain-format.md, section 8); absent when intact
 * @param brokenSequence the first record that is not proved to be as it was
 */
record VerificationView(
        UUID id,
        String state,
        @Nullable String requestedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String extent,
        @Nullable Long since,
        Progress progress,
        @Nullable Long firstSequence,
        @Nullable Long lastSequence,
        @Nullable Long pruned,
        @Nullable Boolean intact,
        @Nullable String code,
        @Nullable Long brokenSequence,
        @Nullable String detail) {

    /**
     * How far a verification has come.
     *
     * @param phase {@code waiting}, {@code records}, {@code tables} or {@code done}
     * @param total absent until it is known
     * @param secondsLeft at the pace so far; only while running
     */
    record Progress(
            String phase,
            long done,
            @Nullable Long total,
            @Nullable Long secondsLeft) {}
}
