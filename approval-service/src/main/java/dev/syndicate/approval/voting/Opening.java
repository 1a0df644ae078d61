package dev.syndicate.approval.voting;

import java.time.Instant;
import java.util.Objects;

/**
 * That a reviewer was shown a request, as this service saw it.
 *
 * @param round in which
 * @param first when for the first time in this round
 * @param last when for the last time
 */
public record Opening(int round, Instant first, Instant last) {

    public Opening {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }
}
