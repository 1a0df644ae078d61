package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes over consecutive records and recomputes everything: body hash, canonical body, leaf, links, and the tree up to
 * each signed checkpoint. The offline verifier and audit-service both use it, so that they cannot disagree.
 *
 * <p>To name the record that was altered, and not its neighbour, the tree is built from what each successor says of its
 * predecessor. When that tree has the signed root, those links are authentic, and a record that differs from its
 * successor's link is the altered one.
 */
public final class ChainWalk {

    /** No record was seen yet, and the one in front of the first is not known. */
    private static final long ANY = 0;

    private final LogOrigin origin;
    private final CompactRange range;
    private final Deque<Checkpoint> checkpoints;
    private final long first;

    private final @Nullable KeyHistory keys;

    private long proved;
    private long next;
    private long epoch;
    private Instant recordedAt = Instant.EPOCH;
    private @Nullable Hash previous;
    private boolean pending;
    private @Nullable Long suspect;
    private boolean suspectHasSuccessor;

    /**
     * Starts in front of the record {@code left.size()}.
     *
     * @param origin the log and the newest epoch that may occur
     * @param left the tree of everything before the first record
     * @param previous the leaf in front of the first record; null when it is not known and the record is not the first
     * @param checkpoints verified checkpoints in ascending size, all larger than {@code left.size()}
     */
    public ChainWalk(LogOrigin origin, CompactRange left, @Nullable Hash previous, List<Checkpoint> checkpoints) {
        this(origin, left, previous, checkpoints, null);
    }

    /** The same, and tells the keys of every rotation and adoption that it meets. */
    public ChainWalk(
            LogOrigin origin,
            CompactRange left,
            @Nullable Hash previous,
            List<Checkpoint> checkpoints,
            @Nullable KeyHistory keys) {
        this.origin = origin;
        this.keys = keys;
        this.range = left.copy();
        this.checkpoints = new ArrayDeque<>(checkpoints);
        this.first = left.size();
        this.proved = first;
        this.next = first;
        this.epoch = first == 0 ? 1 : ANY;
        this.previous = first == 0 ? origin.log().genesis() : previous;
    }

    /** Takes the next record; what it returns ends the walk. */
    public Optional<Broken> accept(ChainRecord record) {
        return accept(CheckedRecord.of(record));
    }

    /** Takes the next record, which was looked at already, on any thread; what it returns ends the walk. */
    public Optional<Broken> accept(CheckedRecord record) {
        RecordHeader header = record.header();
        if (header == null) {
            return broken(ChainFault.HEADER_MALFORMED, "The header is not one of format syndicate/rec/v1");
        }
        Optional<Broken> fault = headerFault(header).or(() -> bodyFault(record)).or(() -> epochFault(header, record));
        return fault.isPresent() ? fault : link(header, record.leaf());
    }

    /**
     * Goes past a record whose bytes are not looked at, because it was pruned or is known to be damaged: only its leaf
     * enters the tree, which proves or disproves it at the next checkpoint.
     *
     * @param leaf as the successor or a table of leaves names it
     */
    public Optional<Broken> skip(Hash leaf) {
        Hash before = previous;
        Optional<Broken> fault = pending && before != null ? append(before) : Optional.empty();
        previous = leaf;
        pending = true;
        epoch = ANY;
        next++;
        return fault;
    }

    /** The end of the records: everything must lead to the last checkpoint. */
    public ChainVerdict finish(Checkpoint head) {
        Optional<Broken> fault = Optional.empty();
        Hash last = previous;
        if (pending && last != null) {
            fault = append(last);
        }
        if (fault.isPresent()) {
            return fault.get();
        }
        if (next != head.size()) {
            return new Broken(ChainFault.TRUNCATED, next, "The checkpoint covers " + head.size() + " records");
        }
        Long altered = suspect;
        return altered == null
                ? new ChainVerdict.Intact(first, next - 1, next - first, head)
                : disagreeing(altered, false);
    }

    /** What has been found so far without a signed root to judge by: a record that is not the one its successor names. */
    public Optional<Broken> disagreement() {
        Long altered = suspect;
        return altered == null ? Optional.empty() : Optional.of(disagreeing(altered, suspectHasSuccessor));
    }

    /** The tree over everything so far, the last record included. */
    public CompactRange tree() {
        CompactRange tree = range.copy();
        Hash last = previous;
        if (pending && last != null) {
            tree.append(last);
        }
        return tree;
    }

    /** The sequence of the record that is expected next. */
    public long next() {
        return next;
    }

    /** The leaf of the last record, or the starting point's. */
    public @Nullable Hash lastLeaf() {
        return previous;
    }

    private Optional<Broken> headerFault(RecordHeader header) {
        if (!header.log().equals(origin.log())) {
            return broken(ChainFault.WRONG_LOG, "The record belongs to log " + header.log());
        }
        if (header.sequence() != next) {
            return broken(ChainFault.SEQUENCE, "Sequence " + header.sequence() + " stands in its place");
        }
        if (header.epoch() < epoch || header.epoch() > origin.epoch()) {
            return broken(ChainFault.WRONG_EPOCH, "Epoch " + header.epoch() + " does not belong here");
        }
        if (header.recordedAt().isBefore(recordedAt)) {
            return broken(ChainFault.RECORDED_AT, "It is recorded before its predecessor");
        }
        return Optional.empty();
    }

    private Optional<Broken> bodyFault(CheckedRecord record) {
        ChainFault fault = record.bodyFault();
        return fault == null ? Optional.empty() : broken(fault, record.detail());
    }

    /** An epoch begins with an adoption, and an adoption begins an epoch. */
    private Optional<Broken> epochFault(RecordHeader header, CheckedRecord record) {
        Adoption adoption = record.adoption();
        boolean grows = epoch != ANY && header.epoch() != epoch;
        if (adoption == null ? grows : !adoption.allows(header, epoch)) {
            return broken(ChainFault.ADOPTION, "Epoch " + header.epoch() + " does not begin with its adoption");
        }
        if (adoption != null && keys != null) {
            keys.adopted(header.sequence(), adoption);
        }
        KeyRotation rotation = record.rotation();
        return rotation == null || keys == null ? Optional.empty() : keys.rotated(header.sequence(), rotation);
    }

    private Optional<Broken> link(RecordHeader header, Hash leaf) {
        Hash before = previous;
        if (before != null && !before.equals(header.previous())) {
            if (!pending) {
                return broken(ChainFault.LINK, "It does not follow what lies in front of it");
            }
            suspect(next - 1);
        }
        Optional<Broken> fault = pending ? append(header.previous()) : Optional.empty();
        previous = leaf;
        pending = true;
        epoch = header.epoch();
        recordedAt = header.recordedAt();
        next++;
        return fault;
    }

    private void suspect(long sequence) {
        if (suspect == null) {
            suspect = sequence;
        } else if (sequence == suspect + 1) {
            suspectHasSuccessor = true;
        }
    }

    private Optional<Broken> append(Hash leaf) {
        range.append(leaf);
        Optional<Broken> fault = Optional.empty();
        Checkpoint checkpoint = checkpoints.peekFirst();
        while (fault.isEmpty() && checkpoint != null && checkpoint.size() == range.size()) {
            fault = compare(checkpoints.removeFirst());
            checkpoint = checkpoints.peekFirst();
        }
        return fault;
    }

    private Optional<Broken> compare(Checkpoint checkpoint) {
        if (!range.root().equals(checkpoint.root())) {
            return Optional.of(unproved(checkpoint));
        }
        if (epoch > checkpoint.logOrigin().epoch()) {
            return Optional.of(new Broken(
                    ChainFault.CHECKPOINT_MISMATCH,
                    checkpoint.size() - 1,
                    "The record is of a later epoch than the checkpoint that covers it"));
        }
        proved = checkpoint.size();
        return Optional.empty();
    }

    private Broken unproved(Checkpoint checkpoint) {
        Long altered = suspect;
        return altered == null
                ? new Broken(
                        ChainFault.TREE_ROOT,
                        proved,
                        "From here on, the records do not make the tree signed at size " + checkpoint.size())
                : disagreeing(altered, suspectHasSuccessor || altered >= range.size() - 2);
    }

    /**
     * Two neighbours disagree. The later one is the altered one when it is at odds with its successor too, or when it has
     * none and the tree over the links that it states is not the signed one.
     */
    private static Broken disagreeing(long earlier, boolean laterIsAltered) {
        return laterIsAltered
                ? new Broken(ChainFault.LINK, earlier + 1, "The record names another predecessor than it has")
                : new Broken(ChainFault.LINK, earlier, "The record is not the one that its successor names");
    }

    private Optional<Broken> broken(ChainFault fault, String detail) {
        Long altered = suspect;
        return Optional.of(
                altered == null ? new Broken(fault, next, detail) : disagreeing(altered, suspectHasSuccessor));
    }
}
