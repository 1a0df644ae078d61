package dev.syndicate.audit.integrity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the API shows it.
 *
 * @param digest names it; release it by this
 * @param sequence the first record that is not proved to be as it was; -1 when it is about no record
 * @param release absent while it stands
 */
record FindingView(
        String digest,
        long epoch,
        String code,
        long sequence,
        String subject,
        String detail,
        Instant foundAt,
        @Nullable Release release) {

    /**
     * Who took it off, and why.
     *
     * @param by subjects of the two people
     */
    record Release(List<String> by, String reason, Instant releasedAt) {}
}
