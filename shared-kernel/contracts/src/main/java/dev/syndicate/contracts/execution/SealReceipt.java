package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.Digest;
import java.util.Objects;

/**
 * Where the chain holds the sealed intent: the members of the signed receipt that stay of interest.
 */
public record SealReceipt(String log, long epoch, long sequence, Digest leaf) {

    public SealReceipt {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(leaf, "leaf");
    }
}
