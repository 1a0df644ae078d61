package dev.syndicate.audit.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the live database.
 *
 * @param state {@code running}, {@code completed}, or {@code failed} when it could not be carried out
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
        @Nullable Long firstSequence,
        @Nullable Long lastSequence,
        @Nullable Boolean intact,
        @Nullable String code,
        @Nullable Long brokenSequence,
        @Nullable String detail) {}
