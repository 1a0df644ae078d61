package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.TreeNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tree over the committed records. A node costs at most 128 hashes of the nearest stored level below it. */
@Component
public class StoredTree implements TreeNodes {

    private final RecordStore records;

    StoredTree(RecordStore records) {
        this.records = records;
    }

    @Override
    public Hash node(int level, long index) {
        int below = Subtree.storedAtOrBelow(level);
        int count = 1 << (level - below);
        long from = index * count;
        List<Hash> row = below == 0 ? leaves(from, count) : records.subtrees(below, from, count);
        if (row.size() != count) {
            throw new IncompleteTreeException(level, index);
        }
        return MerkleTree.complete(row);
    }

    /** The tree over everything in front of this record; empty where a part of it is missing. */
    public Optional<CompactRange> before(long sequence) {
        List<Hash> subtrees = new ArrayList<>();
        long start = 0;
        try {
            for (int level = Long.SIZE - 2; level >= 0; level--) {
                if ((sequence >>> level & 1) == 1) {
                    subtrees.add(node(level, start >>> level));
                    start += 1L << level;
                }
            }
        } catch (IncompleteTreeException missing) {
            return Optional.empty();
        }
        return Optional.of(CompactRange.of(sequence, subtrees));
    }

    private List<Hash> leaves(long from, int count) {
        return records.leaves(from, from + count).stream().map(StoredLeaf::hash).toList();
    }

    /** Hashes of the tree are missing in the database. */
    public static final class IncompleteTreeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        IncompleteTreeException(int level, long index) {
            super("The subtree " + index + " of level " + level + " is not complete in the database");
        }
    }
}
