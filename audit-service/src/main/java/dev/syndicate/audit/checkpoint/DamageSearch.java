package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.CompactRange;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Says where what is stored of a signed tree is damaged, in the words that a verification finds for it: at every start the
 * same damage is the same finding.
 */
@Component
class DamageSearch {

    private static final int PAGE = 500;

    private final RecordStore records;

    DamageSearch(RecordStore records) {
        this.records = records;
    }

    /** @param signed a tree that the tables do not make */
    Broken in(CompactRange signed) {
        CompactRange stored = CompactRange.empty();
        for (long from = 0; from < signed.size(); from += PAGE) {
            long before = Math.min(signed.size(), from + PAGE);
            Map<Long, StoredLeaf> leaves = new HashMap<>();
            records.leaves(from, before).forEach(leaf -> leaves.put(leaf.sequence(), leaf));
            Map<Long, StoredRecord> rows = new HashMap<>();
            records.page(from, before, PAGE).forEach(record -> rows.put(record.sequence(), record));
            for (long sequence = from; sequence < before; sequence++) {
                StoredRecord record = rows.get(sequence);
                StoredLeaf leaf = leaves.get(sequence);
                if (record == null && leaf == null) {
                    return new Broken(ChainFault.SEQUENCE, sequence, "The record is missing");
                }
                if (leaf == null || record != null && !record.record().leaf().equals(leaf.hash())) {
                    return new Broken(
                            ChainFault.LEAF, sequence, "A stored leaf differs from the record, or is missing");
                }
                stored.append(leaf.hash());
            }
        }
        return stored.root().equals(signed.root())
                ? new Broken(ChainFault.SUBTREE, null, "Stored hashes of the tree differ from the records")
                : new Broken(ChainFault.SIGNER_STATE, null, "The database holds another history than the one signed");
    }
}
