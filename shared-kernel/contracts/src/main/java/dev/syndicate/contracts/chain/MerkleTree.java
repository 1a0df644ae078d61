package dev.syndicate.contracts.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, 2.1, with the verification algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2. Proofs are lists
 * of hashes, from the leaf's side to the root's.
 */
public final class MerkleTree {

    private static final byte NODE_PREFIX = 1;

    private MerkleTree() {}

    /** The hash of an inner node: SHA-256(0x01 || left || right). */
    static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE_PREFIX, left.shared(), right.shared());
    }

    /** The root of the tree without leaves. */
    public static Hash emptyRoot() {
        return Hash.ofNothing();
    }

    /** The root over these leaf hashes. */
    public static Hash root(Iterable<Hash> leaves) {
        CompactRange range = CompactRange.empty();
        leaves.forEach(range::append);
        return range.root();
    }

    /** Nodes of a tree whose leaf hashes are all in memory. */
    public static TreeNodes nodesOf(List<Hash> leaves) {
        return new TreeNodes() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? leaves.get(Math.toIntExact(index))
                        : MerkleTree.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    /** The hash of the complete subtree over these hashes of one level; their number is a power of two. */
    public static Hash complete(List<Hash> row) {
        if (Integer.bitCount(row.size()) != 1) {
            throw new IllegalArgumentException("A complete subtree has a power of two of leaves, not " + row.size());
        }
        return root(row);
    }

    /** The audit path of the leaf {@code index} in the tree of the first {@code size} leaves (RFC 6962, 2.1.1). */
    public static List<Hash> inclusionProof(long index, long size, TreeNodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("Leaf " + index + " is not in a tree of " + size);
        }
        List<Hash> path = new ArrayList<>();
        addPath(index, 0, size, nodes, path);
        return List.copyOf(path);
    }

    /** The proof that the first {@code first} leaves of the tree of {@code second} are unchanged (RFC 6962, 2.1.2). */
    public static List<Hash> consistencyProof(long first, long second, TreeNodes nodes) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException("No consistency proof leads from size " + first + " to " + second);
        }
        List<Hash> path = new ArrayList<>();
        addSubproof(first, 0, second, true, nodes, path);
        return List.copyOf(path);
    }

    /** Whether this path proves that {@code leaf} is at {@code index} under {@code root}. */
    public static boolean provesInclusion(long index, long size, Hash leaf, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            boolean right = isOdd(at) || at == last;
            hash = right ? node(sibling, hash) : node(hash, sibling);
            int up = right ? levelsUp(at) : 1;
            at >>>= up;
            last >>>= up;
        }
        return last == 0 && hash.equals(root);
    }

    /**
     * Whether this path proves that the tree of {@code second} leaves begins with the tree of {@code first}. From the
     * empty tree nothing can be proved, so the answer is no.
     */
    public static boolean provesConsistency(long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> path) {
        if (first < 1 || first > second) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        List<Hash> whole = withImpliedFirst(first, firstRoot, path);
        return !whole.isEmpty() && foldsToBoth(first, second, firstRoot, secondRoot, whole);
    }

    /** The root of the tree of the first {@code size} leaves. */
    public static Hash root(long size, TreeNodes nodes) {
        return size == 0 ? emptyRoot() : subtree(0, size, nodes);
    }

    /** The root of the subtree over {@code size} leaves from {@code start}; {@code start} is aligned by construction. */
    private static Hash subtree(long start, long size, TreeNodes nodes) {
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.node(level, start >>> level);
        }
        long left = Long.highestOneBit(size);
        return node(subtree(start, left, nodes), subtree(start + left, size - left, nodes));
    }

    private static void addPath(long index, long start, long size, TreeNodes nodes, List<Hash> path) {
        if (size == 1) {
            return;
        }
        long left = largestPowerBelow(size);
        if (index < left) {
            addPath(index, start, left, nodes, path);
            path.add(subtree(start + left, size - left, nodes));
        } else {
            addPath(index - left, start + left, size - left, nodes, path);
            path.add(subtree(start, left, nodes));
        }
    }

    private static void addSubproof(
            long first, long start, long size, boolean known, TreeNodes nodes, List<Hash> path) {
        if (first == size) {
            if (!known) {
                path.add(subtree(start, size, nodes));
            }
            return;
        }
        long left = largestPowerBelow(size);
        if (first <= left) {
            addSubproof(first, start, left, known, nodes, path);
            path.add(subtree(start + left, size - left, nodes));
        } else {
            addSubproof(first - left, start + left, size - left, false, nodes, path);
            path.add(subtree(start, left, nodes));
        }
    }

    private static List<Hash> withImpliedFirst(long first, Hash firstRoot, List<Hash> path) {
        if (Long.bitCount(first) != 1 || path.isEmpty()) {
            return path;
        }
        List<Hash> whole = new ArrayList<>(path.size() + 1);
        whole.add(firstRoot);
        whole.addAll(path);
        return whole;
    }

    private static boolean foldsToBoth(long first, long second, Hash firstRoot, Hash secondRoot, List<Hash> path) {
        int skip = Long.numberOfTrailingZeros(first);
        long at = (first - 1) >>> skip;
        long last = (second - 1) >>> skip;
        Hash old = path.getFirst();
        Hash young = old;
        for (Hash sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            boolean right = isOdd(at) || at == last;
            old = right ? node(sibling, old) : old;
            young = right ? node(sibling, young) : node(young, sibling);
            int up = right ? levelsUp(at) : 1;
            at >>>= up;
            last >>>= up;
        }
        return last == 0 && old.equals(firstRoot) && young.equals(secondRoot);
    }

    /** One level, and past every level on which this node is a lone left edge without a sibling. */
    private static int levelsUp(long at) {
        return at == 0 ? 1 : Long.numberOfTrailingZeros(at) + 1;
    }

    private static boolean isOdd(long value) {
        return (value & 1) == 1;
    }

    private static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }
}
