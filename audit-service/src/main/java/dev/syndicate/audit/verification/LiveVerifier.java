package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.chain.Subtree;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainWalk;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads everything again, by pages, and recomputes it: bodies, leaves, links, columns, subtrees, the tree up to the
 * newest checkpoint and its signature, the events behind the records, and the events without one.
 */
@Component
class LiveVerifier {

    private static final int PAGE = 500;
    private static final int EARLIER_CHECKPOINTS = 64;

    private final Heads heads;
    private final RecordStore records;
    private final StoredTree storedTree;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final EventCheck events;
    private final LogKeys keys;

    LiveVerifier(
            Heads heads,
            RecordStore records,
            StoredTree storedTree,
            Checkpoints checkpoints,
            Proofs proofs,
            EventCheck events,
            LogKeys keys) {
        this.heads = heads;
        this.records = records;
        this.storedTree = storedTree;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.events = events;
        this.keys = keys;
    }

    /** Verifies every record that the newest checkpoint covers. */
    ChainVerdict verify() {
        Optional<SignedNote> note = proofs.newest();
        Optional<ChainHead> head = heads.read();
        if (head.isEmpty() || note.isEmpty()) {
            return new Broken(ChainFault.EMPTY, null, "Nothing was recorded and signed yet");
        }
        return signed(note.get())
                .<ChainVerdict>map(fault -> fault)
                .orElseGet(() -> verify(Checkpoint.parse(note.get().text()), head.get()));
    }

    private ChainVerdict verify(Checkpoint newest, ChainHead head) {
        if (!newest.logOrigin().equals(head.origin()) || newest.size() > head.size()) {
            return new Broken(
                    ChainFault.HEAD, head.size(), "The database ends in front of what was signed: it was set back");
        }
        List<Checkpoint> signed = new ArrayList<>();
        for (SignedNote earlier : checkpoints.between(head.origin().epoch(), 0, newest.size(), EARLIER_CHECKPOINTS)) {
            Optional<Broken> fault = signed(earlier);
            if (fault.isPresent()) {
                return fault.get();
            }
            signed.add(Checkpoint.parse(earlier.text()));
        }
        signed.add(newest);
        return walk(newest, head, signed);
    }

    private ChainVerdict walk(Checkpoint newest, ChainHead head, List<Checkpoint> signed) {
        ChainWalk walk = new ChainWalk(head.origin(), CompactRange.empty(), null, signed);
        TreeCheck tree = new TreeCheck();
        while (walk.next() < newest.size()) {
            List<StoredRecord> page = records.page(walk.next(), newest.size(), PAGE);
            if (page.isEmpty()) {
                return new Broken(ChainFault.SEQUENCE, walk.next(), "The record is missing");
            }
            Optional<Broken> fault = page(walk, tree, page);
            if (fault.isPresent()) {
                return walk.disagreement().orElse(fault.get());
            }
        }
        ChainVerdict verdict = walk.finish(newest);
        return verdict instanceof Broken
                ? verdict
                : tree.fault()
                        .or(() -> events.unrecorded(head.position(), newest.size()))
                        .<ChainVerdict>map(fault -> fault)
                        .orElse(verdict);
    }

    private Optional<Broken> page(ChainWalk walk, TreeCheck tree, List<StoredRecord> page) {
        for (StoredRecord record : page) {
            Optional<Broken> fault = walk.accept(record.record()).or(() -> columns(record));
            if (fault.isPresent()) {
                return fault;
            }
            tree.accept(record);
        }
        tree.compare(page);
        return events.unchanged(page);
    }

    private static Optional<Broken> columns(StoredRecord record) {
        StoredRecord.Columns expected = StoredRecord.Columns.of(
                RecordHeader.parse(record.record().header()),
                RecordBody.parse(record.record().body()));
        return expected.equals(record.columns())
                ? Optional.empty()
                : Optional.of(new Broken(
                        ChainFault.COLUMN, record.sequence(), "An indexed column differs from the record's bytes"));
    }

    private Optional<Broken> signed(SignedNote note) {
        return note.isSignedBy(keys.checkpoints().verificationKey())
                ? Optional.empty()
                : Optional.of(new Broken(
                        ChainFault.CHECKPOINT_SIGNATURE, null, "A checkpoint is not signed by this log's key"));
    }

    /** Recomputes the subtrees that proofs are made of, and compares those that are stored. */
    private final class TreeCheck {

        private final CompactRange range = CompactRange.empty();
        private final List<Subtree> completed = new ArrayList<>();
        private Optional<Broken> fault = Optional.empty();

        void accept(StoredRecord record) {
            range.append(record.record().leaf(), (level, index, hash) -> {
                if (Subtree.isStored(level)) {
                    completed.add(new Subtree(level, index, hash));
                }
            });
        }

        void compare(List<StoredRecord> page) {
            if (fault.isEmpty()) {
                fault = leaves(page);
            }
            for (Subtree subtree : completed) {
                if (fault.isEmpty() && !matches(subtree)) {
                    fault = Optional.of(new Broken(
                            ChainFault.SUBTREE,
                            subtree.index() << subtree.level(),
                            "A stored hash of the tree differs from the records"));
                }
            }
            completed.clear();
        }

        private Optional<Broken> leaves(List<StoredRecord> page) {
            List<StoredLeaf> stored =
                    records.leaves(page.getFirst().sequence(), page.getLast().sequence() + 1);
            for (int i = 0; i < page.size(); i++) {
                if (i >= stored.size() || !stored.get(i).equals(StoredLeaf.of(page.get(i)))) {
                    return Optional.of(new Broken(
                            ChainFault.SUBTREE, page.get(i).sequence(), "A stored leaf differs from the record"));
                }
            }
            return Optional.empty();
        }

        /** Of interest only when the records themselves are intact: where one was altered, its subtree differs too. */
        Optional<Broken> fault() {
            return fault;
        }

        private boolean matches(Subtree subtree) {
            try {
                return storedTree.node(subtree.level(), subtree.index()).equals(subtree.hash());
            } catch (StoredTree.IncompleteTreeException missing) {
                return false;
            }
        }
    }
}
