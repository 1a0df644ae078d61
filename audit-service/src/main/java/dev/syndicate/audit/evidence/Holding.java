package dev.syndicate.audit.evidence;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.Checkpoint;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which records a bundle holds.
 *
 * @param head the checkpoint that everything leads to
 * @param population of a period: the piece that is asked for, without its neighbours
 * @param ofSubject how many records are about the subject
 */
record Holding(
        BundleManifest manifest,
        Checkpoint head,
        LongPredicate contains,
        @Nullable Population population,
        long ofSubject,
        RecordSource records) {

    /**
     * A piece of the chain.
     *
     * @param first its first sequence
     * @param end the first sequence behind it; equal to {@code first} when it is empty
     * @param closed whether a later record proves that it ends there
     */
    record Population(long first, long end, boolean closed) {

        long count() {
            return end - first;
        }
    }
}
