package dev.syndicate.contracts.chain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of the first {@code size} leaves, reduced to what is needed to append to it and to know its root: one hash
 * for each one-bit of the size, the largest subtree first. It grows in place and is for one thread.
 */
public final class CompactRange {

    /** Is told of every subtree that an append completes, the leaf itself included. */
    @FunctionalInterface
    public interface CompletedSubtrees {

        /** The complete subtree over the leaves {@code [index << level, (index + 1) << level)} has this hash. */
        void completed(int level, long index, Hash hash);
    }

    private static final CompletedSubtrees NOBODY = (level, index, hash) -> {};

    private final List<Hash> subtrees;
    private long size;

    private CompactRange(long size, List<Hash> subtrees) {
        this.size = size;
        this.subtrees = new ArrayList<>(subtrees);
    }

    /** The range without leaves. */
    public static CompactRange empty() {
        return new CompactRange(0, List.of());
    }

    /** The range of these subtrees, the largest first; their number must be that of the one-bits in {@code size}. */
    public static CompactRange of(long size, List<Hash> subtrees) {
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException("A range of " + size + " leaves has not " + subtrees.size() + " hashes");
        }
        return new CompactRange(size, subtrees);
    }

    /** Reads what {@link #bytes()} wrote. */
    public static CompactRange parse(long size, byte[] bytes) {
        if (bytes.length % Hash.LENGTH != 0) {
            throw new IllegalArgumentException("A range is written as whole hashes");
        }
        List<Hash> subtrees = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            byte[] hash = new byte[Hash.LENGTH];
            in.get(hash);
            subtrees.add(Hash.of(hash));
        }
        return of(size, subtrees);
    }

    /** Adds the next leaf. */
    public void append(Hash leaf) {
        append(leaf, NOBODY);
    }

    /** Adds the next leaf and reports every subtree that is complete with it. */
    public void append(Hash leaf, CompletedSubtrees completed) {
        Hash hash = leaf;
        completed.completed(0, size, hash);
        int level = 0;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            hash = MerkleTree.node(subtrees.removeLast(), hash);
            level++;
            completed.completed(level, size >>> level, hash);
        }
        subtrees.add(hash);
        size++;
    }

    /** The root over all leaves so far. */
    public Hash root() {
        if (subtrees.isEmpty()) {
            return MerkleTree.emptyRoot();
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(subtrees.get(i), root);
        }
        return root;
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The hashes of the complete subtrees, the largest first. */
    public List<Hash> subtrees() {
        return List.copyOf(subtrees);
    }

    /** The same range, free to grow on its own. */
    public CompactRange copy() {
        return new CompactRange(size, subtrees);
    }

    /** The hashes one after the other. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(subtrees.size() * Hash.LENGTH);
        subtrees.forEach(hash -> out.put(hash.shared()));
        return out.array();
    }
}
