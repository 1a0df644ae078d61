package dev.syndicate.contracts.chain;

import org.jspecify.annotations.Nullable;

/** What a verification found. */
public sealed interface ChainVerdict {

    /**
     * Every byte was recomputed and leads to the signed root.
     *
     * @param first the first record's sequence
     * @param last the last record's sequence
     * @param count the number of records
     * @param checkpoint the signed head that they lead to
     */
    record Intact(long first, long last, long count, Checkpoint checkpoint) implements ChainVerdict {}

    /**
     * Something is not as it was signed.
     *
     * @param fault what is wrong
     * @param sequence the first record that is not proved to be as it was; absent when the fault is in front of any
     * @param detail one sentence for a person
     */
    record Broken(ChainFault fault, @Nullable Long sequence, String detail) implements ChainVerdict {}
}
