package dev.syndicate.audit.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.audit.HoldScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold.
 *
 * @param releasedAt absent while it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldView(
        UUID id,
        HoldScope scope,
        String reason,
        Instant placedAt,
        @Nullable Instant releasedAt) {}
