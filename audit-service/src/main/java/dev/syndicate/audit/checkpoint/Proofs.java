package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Leads records to signed checkpoints. */
@Component
public class Proofs {

    private final Signer signer;
    private final Checkpoints checkpoints;
    private final StoredTree tree;
    private final ChainTail tail;

    Proofs(Signer signer, Checkpoints checkpoints, StoredTree tree, ChainTail tail) {
        this.signer = signer;
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.tail = tail;
    }

    /** The newest checkpoint; the writer signs what is unsigned first. Empty while nothing was ever signed. */
    public Optional<SignedNote> newest() {
        if (tail.head().isPresent()) {
            signer.sign();
        }
        return checkpoints.latest();
    }

    /** The inclusion proof of this record under this checkpoint. */
    public List<Hash> inclusion(long sequence, Checkpoint checkpoint) {
        return MerkleTree.inclusionProof(sequence, checkpoint.size(), tree);
    }

    /** The tree over everything in front of this record. */
    public CompactRange before(long sequence) {
        List<Hash> subtrees = new ArrayList<>();
        long start = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((sequence >>> level & 1) == 1) {
                subtrees.add(tree.node(level, start >>> level));
                start += 1L << level;
            }
        }
        return CompactRange.of(sequence, subtrees);
    }
}
