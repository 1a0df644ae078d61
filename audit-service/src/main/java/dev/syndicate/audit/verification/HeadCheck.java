package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares the writer's head row with the tree over the records, and with the leaves that no checkpoint covers yet. */
@Component
class HeadCheck {

    private static final int PAGE = 5_000;

    private final RecordStore records;

    HeadCheck(RecordStore records) {
        this.records = records;
    }

    /** @param verified the tree over every verified record */
    Optional<Broken> fault(CompactRange verified, ChainHead head) {
        CompactRange tree = verified.copy();
        Hash last = null;
        while (tree.size() < head.size()) {
            long before = Math.min(head.size(), tree.size() + PAGE);
            List<StoredLeaf> leaves = records.leaves(tree.size(), before);
            if (leaves.size() != before - tree.size()) {
                return fault(ChainFault.SEQUENCE, tree.size(), "Records that the head row counts are missing");
            }
            leaves.forEach(leaf -> tree.append(leaf.hash()));
            last = leaves.getLast().hash();
        }
        boolean sameTree = tree.root().equals(head.frontier().root());
        boolean sameLeaf = last == null || last.equals(head.leaf());
        return sameTree && sameLeaf
                ? Optional.empty()
                : fault(ChainFault.HEAD, head.size(), "The head row is not the end of the records");
    }

    private static Optional<Broken> fault(ChainFault fault, long sequence, String detail) {
        return Optional.of(new Broken(fault, sequence, detail));
    }
}
