package dev.syndicate.contracts.chain;

/** Where complete subtrees are read from when a proof is made. */
@FunctionalInterface
public interface TreeNodes {

    /**
     * The hash of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}.
     *
     * @param level 0 for a leaf
     * @param index the subtree's place on its level, from 0
     */
    Hash node(int level, long index);
}
