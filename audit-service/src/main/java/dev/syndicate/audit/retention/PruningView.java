package dev.syndicate.audit.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.digest.Digest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range that two people let go.
 *
 * @param event the event that says who did
 * @param archive SHA-256 of the archive, {@code records-<first>-<last>.jsonl}
 * @param prunedAt absent until the migrator has removed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PruningView(
        UUID event,
        long first,
        long last,
        Digest archive,
        Instant approvedAt,
        @Nullable Instant prunedAt) {}
