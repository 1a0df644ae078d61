package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.audit.log.SignerState;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares the head row with what it repeats: the leaf of the last record, and the tree. Where records, leaves and tree
 * agree with each other and with what was signed, and the row does not, the row alone was edited; the writer then goes on
 * from the records, so that none gets a predecessor that never was.
 */
@Component
class EndOfRecords {

    private final RecordStore records;
    private final StoredTree storedTree;
    private final SignerState state;

    EndOfRecords(RecordStore records, StoredTree storedTree, SignerState state) {
        this.records = records;
        this.storedTree = storedTree;
        this.state = state;
    }

    /** What the row should say; empty where it says so, and where it is not certain that the row is what was edited. */
    Optional<ChainHead> correcting(ChainHead head) {
        if (head.size() == 0 || !isTreeAsSigned(head)) {
            return Optional.empty();
        }
        return lastLeaf(head.size())
                .flatMap(leaf -> storedTree.before(head.size()).map(tree -> with(head, leaf, tree)))
                .filter(end -> !agree(end, head));
    }

    private static boolean agree(ChainHead end, ChainHead row) {
        return end.leaf().equals(row.leaf())
                && end.frontier().root().equals(row.frontier().root());
    }

    private static ChainHead with(ChainHead row, Hash leaf, CompactRange tree) {
        return new ChainHead(row.origin(), row.size(), leaf, tree, row.position(), row.recordedAt(), row.term());
    }

    /** The leaf of the last record, if record and leaf say the same. */
    private Optional<Hash> lastLeaf(long size) {
        List<StoredLeaf> leaves = records.leaves(size - 1, size);
        return records.find(size - 1)
                .map(last -> last.record().leaf())
                .filter(leaf -> leaves.size() == 1 && leaves.getFirst().hash().equals(leaf));
    }

    private boolean isTreeAsSigned(ChainHead head) {
        try {
            Optional<SignedHead> signed =
                    state.head().filter(known -> known.origin().equals(head.origin()));
            return signed.isPresent()
                    && storedTree
                            .before(signed.get().size())
                            .filter(tree ->
                                    tree.root().equals(signed.get().tree().root()))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
