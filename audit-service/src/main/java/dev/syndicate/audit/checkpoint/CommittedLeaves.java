package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out which leaves were committed, where the records themselves no longer say. */
@Component
class CommittedLeaves {

    private static final int PAGE = 500;

    private final RecordStore records;

    CommittedLeaves(RecordStore records) {
        this.records = records;
    }

    /** Who says what a record's leaf was. */
    enum Witness {
        /** The record behind it, and for the last one the head row. */
        SUCCESSOR,
        /** The table of leaves. */
        TABLE
    }

    /** The signed tree with every committed leaf behind it, if that is the tree of the head row. */
    Optional<CompactRange> extend(CompactRange signed, ChainHead head, Witness witness) {
        CompactRange tree = signed.copy();
        while (tree.size() < head.size()) {
            long before = Math.min(head.size(), tree.size() + PAGE);
            Map<Long, Hash> leaves = leaves(tree.size(), before, head, witness);
            for (long sequence = tree.size(); sequence < before; sequence++) {
                Hash leaf = leaves.get(sequence);
                if (leaf == null) {
                    return Optional.empty();
                }
                tree.append(leaf);
            }
        }
        return Optional.of(tree)
                .filter(made -> made.root().equals(head.frontier().root()));
    }

    private Map<Long, Hash> leaves(long from, long before, ChainHead head, Witness witness) {
        Map<Long, Hash> leaves = new HashMap<>();
        switch (witness) {
            case TABLE -> records.leaves(from, before).forEach(leaf -> leaves.put(leaf.sequence(), leaf.hash()));
            case SUCCESSOR -> {
                records.page(from + 1, before + 1, PAGE)
                        .forEach(record -> previous(record).ifPresent(leaf -> leaves.put(record.sequence() - 1, leaf)));
                if (before == head.size()) {
                    leaves.put(before - 1, head.leaf());
                }
            }
        }
        return leaves;
    }

    private static Optional<Hash> previous(StoredRecord record) {
        try {
            return Optional.of(RecordHeader.parse(record.record().header()).previous());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
