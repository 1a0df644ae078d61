package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainWalk;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads committed records back and recomputes every hash, from a tree that is believed up to the head. */
@Component
class Readback {

    private static final int PAGE = 500;

    private final RecordStore records;

    Readback(RecordStore records) {
        this.records = records;
    }

    /** What the committed records make. */
    sealed interface Result {

        /** They make the tree of the head row. */
        record Agreed(CompactRange tree, Hash leaf) implements Result {}

        /** They do not. */
        record Differs(Broken fault) implements Result {}
    }

    /** Goes on from this tree, whose last leaf this is. */
    Result read(CompactRange from, Hash last, ChainHead head) {
        ChainWalk walk = new ChainWalk(head.origin(), from, last, List.of());
        Optional<Broken> fault = reread(walk, from.size(), head.size());
        if (fault.isPresent()) {
            return new Result.Differs(fault.get());
        }
        CompactRange tree = walk.tree();
        Hash leaf = walk.lastLeaf() == null ? last : walk.lastLeaf();
        return leaf.equals(head.leaf()) && tree.root().equals(head.frontier().root())
                ? new Result.Agreed(tree, leaf)
                : new Result.Differs(new Broken(
                        ChainFault.HEAD, from.size(), "The committed records do not make the tree of the head row"));
    }

    private Optional<Broken> reread(ChainWalk walk, long from, long before) {
        for (long at = from; at < before; at = walk.next()) {
            List<ChainRecord> page = records.bytes(at, before, PAGE);
            if (page.isEmpty()) {
                return Optional.of(new Broken(ChainFault.SEQUENCE, at, "The record is missing"));
            }
            for (ChainRecord record : page) {
                Optional<Broken> fault = walk.accept(record);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return walk.disagreement();
    }
}
