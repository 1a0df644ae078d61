package dev.syndicate.approval.reading;

import dev.syndicate.contracts.digest.ViewDigest;
import java.util.Objects;

/**
 * What this service would show a reviewer for the requested bytes, recomputed for each vote.
 *
 * @param lines how long the view is
 */
public record ReviewableView(ViewDigest digest, long lines) {

    public ReviewableView {
        Objects.requireNonNull(digest, "digest");
    }
}
