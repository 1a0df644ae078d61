package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.Subtree;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainWalk;
import dev.syndicate.contracts.chain.CheckedRecord;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stitches examined rows together, in order: links and the signed tree by {@link ChainWalk}, as the offline verifier
 * does, and beside it the tree that the tables are compared with. Known damage is told and gone past.
 */
final class Sweep {

    private final ChainWalk walk;
    private final KnownDamage known;
    private final TreeTables tables;
    private final LongPredicate pruned;
    private final CompactRange tree;
    private final List<Broken> faults = new ArrayList<>();
    private final List<Broken> tableFaults = new ArrayList<>();
    private final List<Subtree> completed = new ArrayList<>();
    private boolean ended;
    private boolean conflicted;
    private long epoch = 1;
    private long position = -1;
    private long rows;
    private long gone;
    private boolean ascending = true;

    /**
     * @param walk starts where the tree ends
     * @param tree over everything in front of the first row
     * @param pruned whether a record may be missing; asked only once it was seen missing
     */
    Sweep(ChainWalk walk, CompactRange tree, KnownDamage known, TreeTables tables, LongPredicate pruned) {
        this.walk = walk;
        this.tree = tree.copy();
        this.known = known;
        this.tables = tables;
        this.pruned = pruned;
    }

    /** Takes the next row; the one after it helps to name what is known to be damaged. */
    void accept(Examined row, @Nullable Examined next) {
        if (ended) {
            return;
        }
        Broken released = known.records().get(row.sequence());
        Hash leaf = row.storedLeaf();
        if (leaf != null && row.record() == null && pruned.test(row.sequence())) {
            gone++;
            goPast(leaf);
        } else if (released != null) {
            goPast(row, next, released);
        } else {
            conflicted |= isContradicted(row, next);
            check(row);
        }
    }

    /** Two neighbours disagree: which one is altered is for the walk to judge, and the tables wait until then. */
    private boolean isContradicted(Examined row, @Nullable Examined next) {
        RecordHeader successor = next == null ? null : next.header();
        CheckedRecord record = row.record();
        return successor != null
                && record != null
                && !known.records().containsKey(row.sequence() + 1)
                && !successor.previous().equals(record.leaf());
    }

    /** After every page: what was completed meanwhile is compared with the tables. */
    void compareTables() {
        if (!ended && !conflicted) {
            tableFaults.addAll(tables.compare(completed));
        }
        completed.clear();
    }

    /** Whether nothing behind this can be judged. */
    boolean hasEnded() {
        return ended;
    }

    /** What was examined, unless an event was missing or came out of order. */
    Optional<EventCheck.Examined> examined(long after) {
        return ascending && position >= 0
                ? Optional.of(new EventCheck.Examined(after, position, rows))
                : Optional.empty();
    }

    /** Whether the tree is known to be the one over the records. */
    boolean isCertain() {
        return !ended && !conflicted;
    }

    CompactRange tree() {
        return tree;
    }

    /** What was found so far. */
    List<Broken> found() {
        List<Broken> found = new ArrayList<>(faults);
        if (!conflicted) {
            found.addAll(tableFaults);
        }
        return found;
    }

    /** A stored leaf differs from a record that was altered itself: one violation, not two. */
    private static boolean isExplained(Broken fault, List<Broken> faults) {
        return fault.fault() == ChainFault.LEAF
                && faults.stream().anyMatch(other -> Objects.equals(other.sequence(), fault.sequence()));
    }

    /** Two neighbours that disagree, once enough was read behind them to say which of the two is altered. */
    Optional<Broken> certainDisagreement() {
        return walk.disagreement().filter(broken -> place(broken) + 2 < walk.next());
    }

    /** What was found, at the end of the records. */
    Assessment finish(Checkpoint newest, List<Broken> further) {
        ChainVerdict end = ended ? null : walk.finish(newest);
        if (end instanceof Broken broken) {
            faults.add(broken);
        }
        List<Broken> all = new ArrayList<>(faults);
        all.sort(Comparator.comparingLong(Sweep::place));
        tableFaults.stream().filter(fault -> !isExplained(fault, faults)).forEach(all::add);
        all.addAll(further);
        if (all.isEmpty()) {
            return Assessment.of(end == null ? walk.finish(newest) : end, gone);
        }
        return new Assessment(all.getFirst(), all, gone);
    }

    private void check(Examined row) {
        CheckedRecord record = row.record();
        Optional<Broken> stop = record == null
                ? Optional.of(walk.disagreement()
                        .orElseGet(() -> new Broken(ChainFault.SEQUENCE, row.sequence(), "The record is missing")))
                : walk.accept(record);
        if (stop.isPresent()) {
            faults.add(stop.get());
            ended = true;
            return;
        }
        note(row.fault(), faults);
        note(row.leafFault(), tableFaults);
        ascending &= row.position() > position && row.fault() == null;
        rows++;
        position = Math.max(position, row.position());
        if (record != null) {
            append(record.leaf(), row.header());
        }
    }

    private void goPast(Examined row, @Nullable Examined next, Broken released) {
        Optional<Hash> leaf = authentic(row, next);
        if (leaf.isEmpty()) {
            faults.add(released);
            ended = true;
            return;
        }
        if (isStillDamaged(row, leaf.get())) {
            faults.add(released);
        }
        goPast(leaf.get());
    }

    /** The leaf enters the tree, which proves or disproves it at the next checkpoint and by the record behind it. */
    private void goPast(Hash leaf) {
        ascending = false;
        walk.skip(leaf).ifPresent(fault -> {
            faults.add(fault);
            ended = true;
        });
        append(leaf, null);
    }

    /** The successor says which leaf it followed; the table of leaves is asked only where there is no successor. */
    private static Optional<Hash> authentic(Examined row, @Nullable Examined next) {
        RecordHeader successor = next == null ? null : next.header();
        Hash leaf = row.storedLeaf();
        CheckedRecord record = row.record();
        if (successor != null && successor.sequence() == row.sequence() + 1) {
            return Optional.of(successor.previous());
        }
        return leaf != null ? Optional.of(leaf) : Optional.ofNullable(record).map(CheckedRecord::leaf);
    }

    private static boolean isStillDamaged(Examined row, Hash leaf) {
        CheckedRecord record = row.record();
        return record == null
                || record.bodyFault() != null
                || record.header() == null
                || !record.leaf().equals(leaf);
    }

    private void append(Hash leaf, @Nullable RecordHeader header) {
        epoch = header == null ? epoch : header.epoch();
        tree.append(leaf, (level, index, hash) -> {
            if (Subtree.isStored(level)) {
                completed.add(new Subtree(level, index, hash));
            }
        });
        if (!conflicted) {
            tables.checkpoint(tree, epoch).ifPresent(tableFaults::add);
        }
    }

    private static void note(@Nullable Broken fault, List<Broken> faults) {
        if (fault != null) {
            faults.add(fault);
        }
    }

    private static long place(Broken fault) {
        Long sequence = fault.sequence();
        return sequence == null ? Long.MAX_VALUE : sequence;
    }
}
