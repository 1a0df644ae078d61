package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.Hash;

/** A complete subtree over the leaves {@code [index << level, (index + 1) << level)}. */
public record Subtree(int level, long index, Hash hash) {

    private static final int STEP = 8;

    /** Whether subtrees of this level are stored: 8, 16, 24 …; between them they are computed. */
    public static boolean isStored(int level) {
        return level > 0 && level % STEP == 0;
    }

    /** The nearest level at or below this one that is stored, or that of the leaves. */
    static int storedAtOrBelow(int level) {
        return level - level % STEP;
    }
}
