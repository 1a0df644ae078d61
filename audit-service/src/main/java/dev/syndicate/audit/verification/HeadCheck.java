package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares the writer's head row with the tree over the records, and with the leaves that no checkpoint covers yet. */
@Component
class HeadCheck {

    private static final int PAGE = 5_000;

    private final RecordStore records;
    private final Heads heads;
    private final JdbcClient jdbc;

    HeadCheck(ReadOnlyDatabase database, Heads heads) {
        this.records = database.records();
        this.heads = heads;
        this.jdbc = database.jdbc();
    }

    /** A record or a leaf behind the end, which nobody sequenced. */
    Optional<Broken> surplus(long size) {
        Optional<Long> last =
                jdbc.sql("""
                        SELECT greatest(
                            (SELECT max(sequence) FROM audit.record WHERE sequence >= :size),
                            (SELECT max(sequence) FROM audit.leaf WHERE sequence >= :size))
                        """).param("size", size).query(Long.class).optional();
        long end = heads.read().map(ChainHead::size).orElse(size);
        return last.isPresent() && last.get() >= end
                ? fault(ChainFault.SURPLUS, last.get(), "A record lies behind the end of the chain")
                : Optional.empty();
    }

    /** @param verified the tree over every verified record */
    Optional<Broken> fault(CompactRange verified, ChainHead head) {
        CompactRange tree = verified.copy();
        while (tree.size() < head.size()) {
            long before = Math.min(head.size(), tree.size() + PAGE);
            List<StoredLeaf> leaves = records.leaves(tree.size(), before);
            for (StoredLeaf leaf : leaves) {
                if (leaf.sequence() == tree.size()) {
                    tree.append(leaf.hash());
                }
            }
            if (tree.size() != before) {
                return fault(ChainFault.SEQUENCE, tree.size(), "A record that the head row counts is missing");
            }
        }
        boolean sameTree = tree.root().equals(head.frontier().root());
        return sameTree && lastLeaf(head).equals(head.leaf())
                ? Optional.empty()
                : Optional.of(new Broken(ChainFault.HEAD, null, "The head row is not the end of the records"));
    }

    private Hash lastLeaf(ChainHead head) {
        List<StoredLeaf> last = head.size() == 0 ? List.of() : records.leaves(head.size() - 1, head.size());
        return last.isEmpty() ? head.origin().log().genesis() : last.getLast().hash();
    }

    private static Optional<Broken> fault(ChainFault fault, long sequence, String detail) {
        return Optional.of(new Broken(fault, sequence, detail));
    }
}
