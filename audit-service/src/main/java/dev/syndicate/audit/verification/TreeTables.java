package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.chain.Subtree;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares what is stored of the tree, subtrees and signed checkpoints, with the tree that the records make. */
final class TreeTables {

    private static final int PAGE = 500;

    private final StoredTree stored;
    private final Checkpoints checkpoints;
    private final Predicate<SignedNote> isSigned;
    private final long before;
    private final Deque<Checkpoints.Published> ahead = new ArrayDeque<>();
    private long read;
    private long readEpoch = Long.MAX_VALUE;
    private boolean exhausted;
    private long proved;

    /**
     * @param from checkpoints of this size and less are not compared
     * @param before nor are those above this size
     */
    TreeTables(StoredTree stored, Checkpoints checkpoints, Predicate<SignedNote> isSigned, long from, long before) {
        this.stored = stored;
        this.checkpoints = checkpoints;
        this.isSigned = isSigned;
        this.read = from;
        this.proved = from;
        this.before = before;
    }

    /** Those of these subtrees that are stored otherwise, or not at all. */
    List<Broken> compare(List<Subtree> completed) {
        return completed.stream()
                .filter(subtree -> !matches(subtree))
                .map(subtree -> new Broken(
                        ChainFault.SUBTREE,
                        subtree.index() << subtree.level(),
                        "A stored hash of the tree differs from the records"))
                .toList();
    }

    /**
     * What is wrong with a published checkpoint over exactly this tree, if there is one.
     *
     * @param epoch of the last record; a checkpoint of an earlier one is of a tail that was lost
     */
    Optional<Broken> checkpoint(CompactRange tree, long epoch) {
        Checkpoints.Published next = peek();
        Optional<Broken> fault = Optional.empty();
        while (next != null && next.size() <= tree.size()) {
            ahead.removeFirst();
            if (next.size() == tree.size() && next.epoch() >= epoch && fault.isEmpty()) {
                fault = fault(next, tree);
            }
            next = peek();
        }
        return fault;
    }

    private Optional<Broken> fault(Checkpoints.Published row, CompactRange tree) {
        Optional<SignedNote> note = parsed(row);
        if (note.isEmpty()) {
            return at(ChainFault.CHECKPOINT_MALFORMED, row, "A published checkpoint cannot be read");
        }
        if (!isSigned.test(note.get())) {
            return at(ChainFault.CHECKPOINT_SIGNATURE, row, "A published checkpoint is not signed by this log's key");
        }
        Checkpoint stated = Checkpoint.parse(note.get().text());
        if (stated.size() != row.size() || stated.logOrigin().epoch() != row.epoch()) {
            return at(ChainFault.CHECKPOINT_MISMATCH, row, "A published checkpoint is not the one of its row");
        }
        if (stated.root().equals(tree.root())) {
            proved = row.size();
            return Optional.empty();
        }
        // The first one says where; behind it, every other root may differ too.
        return Optional.of(new Broken(
                ChainFault.TREE_ROOT,
                proved,
                "From here on, the records do not make the tree signed at size " + row.size()));
    }

    private Checkpoints.@Nullable Published peek() {
        while (ahead.isEmpty() && !exhausted) {
            List<Checkpoints.Published> page = checkpoints.published(read, readEpoch, before, PAGE);
            exhausted = page.size() < PAGE;
            page.forEach(ahead::addLast);
            if (!page.isEmpty()) {
                read = page.getLast().size();
                readEpoch = page.getLast().epoch();
            }
        }
        return ahead.peekFirst();
    }

    private static Optional<SignedNote> parsed(Checkpoints.Published row) {
        try {
            SignedNote note = SignedNote.parse(row.note());
            Checkpoint.parse(note.text());
            return Optional.of(note);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Broken> at(ChainFault fault, Checkpoints.Published row, String detail) {
        return Optional.of(new Broken(fault, row.size() - 1, detail));
    }

    private boolean matches(Subtree subtree) {
        try {
            return stored.node(subtree.level(), subtree.index()).equals(subtree.hash());
        } catch (StoredTree.IncompleteTreeException missing) {
            return false;
        }
    }
}
