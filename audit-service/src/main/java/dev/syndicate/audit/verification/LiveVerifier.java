package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.audit.checkpoint.Signer;
import dev.syndicate.audit.integrity.Finding;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainWalk;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads everything again and recomputes it: bodies, leaves, links, columns, the tree up to every checkpoint and their
 * signatures, the tables of leaves and subtrees, the head row, the events behind the records, and the events without one.
 * Rows are read and examined on several threads, and stitched in order.
 */
@Component
class LiveVerifier {

    static final int PAGE = 500;

    private static final int EARLIER_CHECKPOINTS = 512;

    private final Heads heads;
    private final StoredRows rows;
    private final StoredTree storedTree;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Signer signer;
    private final ChainTail tail;
    private final EventCheck events;
    private final HeadCheck headCheck;
    private final PrunedRanges pruned;
    private final Findings findings;
    private final LogKeys keys;
    private final VerificationSettings settings;

    LiveVerifier(
            Heads heads,
            StoredRows rows,
            ReadOnlyDatabase database,
            Checkpoints checkpoints,
            Proofs proofs,
            Signer signer,
            ChainTail tail,
            EventCheck events,
            HeadCheck headCheck,
            PrunedRanges pruned,
            Findings findings,
            LogKeys keys,
            VerificationSettings settings) {
        this.heads = heads;
        this.rows = rows;
        this.storedTree = database.tree();
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.signer = signer;
        this.tail = tail;
        this.events = events;
        this.headCheck = headCheck;
        this.pruned = pruned;
        this.findings = findings;
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * Verifies every record that the newest checkpoint covers.
     *
     * @param since a checkpoint that the caller trusts: only what lies behind it is read again; null for everything
     */
    Assessment verify(Extent extent, @Nullable SignedNote since, Progress progress) {
        Optional<SignedNote> note = proofs.newest();
        Optional<ChainHead> head = heads.read();
        if (head.isEmpty() || note.isEmpty()) {
            return broken(ChainFault.EMPTY, null, "Nothing was recorded and signed yet");
        }
        if (!isSigned(note.get())) {
            return broken(ChainFault.CHECKPOINT_SIGNATURE, null, "A checkpoint is not signed by this log's key");
        }
        Checkpoint newest = Checkpoint.parse(note.get().text());
        if (!newest.logOrigin().equals(head.get().origin())
                || newest.size() > head.get().size()) {
            return setBack(head.get());
        }
        return since == null
                ? sweep(extent, CompactRange.empty(), newest, head.get(), progress)
                : sweepSince(Checkpoint.parse(since.text()), extent, newest, head.get(), progress);
    }

    /** Whether a key of this log signed the note. */
    boolean isSigned(SignedNote note) {
        return keys.isSigned(note);
    }

    private Assessment sweepSince(
            Checkpoint trusted, Extent extent, Checkpoint newest, ChainHead head, Progress progress) {
        if (trusted.size() > newest.size()) {
            return setBack(head);
        }
        Optional<CompactRange> left = treeOf(trusted);
        return left.isEmpty()
                ? broken(
                        ChainFault.TREE_ROOT,
                        0L,
                        "What is stored of the tree is not the tree of the trusted checkpoint")
                : sweep(extent, left.get(), newest, head, progress);
    }

    /** The stored tree of this checkpoint, if it is the one that was signed. */
    Optional<CompactRange> treeOf(Checkpoint trusted) {
        return storedTree.before(trusted.size()).filter(tree -> tree.root().equals(trusted.root()));
    }

    private Assessment sweep(Extent extent, CompactRange left, Checkpoint newest, ChainHead head, Progress progress) {
        Sweep sweep = begin(left, newest, head.origin());
        PageStream.PageReader reader = switch (extent) {
            case EVERYTHING ->
                (from, before) -> rows.everything(from, before).stream()
                        .map(Examined::everything)
                        .toList();
            case CHAIN ->
                (from, before) ->
                        rows.chain(from, before).stream().map(Examined::chain).toList();
        };
        long total = newest.size() - left.size();
        try (PageStream pages = new PageStream(reader, left.size(), newest.size(), PAGE, settings.threads())) {
            new Stitching(sweep).run(pages, done -> progress.at("records", done, total));
        }
        progress.at("tables", total, total);
        return conclude(sweep, extent, left.size(), newest, head);
    }

    /** What a sweep has found, together with what can be said only at its end. */
    Assessment conclude(Sweep sweep, Extent extent, long first, Checkpoint newest, ChainHead head) {
        return sweep.finish(newest, sweep.hasEnded() ? List.of() : further(extent, sweep, first, newest, head));
    }

    /**
     * What a sweep on one thread has found.
     *
     * @param tree over everything up to the checkpoint, if it has reached it
     */
    record Swept(Assessment assessment, boolean reachedEnd, CompactRange tree) {}

    /** Verifies what lies behind this tree and up to this checkpoint, on the caller's thread. */
    Swept sweepBehind(CompactRange left, Checkpoint newest, ChainHead head) {
        Sweep sweep = begin(left, newest, head.origin());
        Stitching stitching = new Stitching(sweep);
        for (long from = left.size(); from < newest.size() && !sweep.hasEnded(); from += PAGE) {
            stitching.accept(rows.everything(from, Math.min(newest.size(), from + PAGE)).stream()
                    .map(Examined::everything)
                    .toList());
        }
        stitching.end();
        Assessment assessment = conclude(sweep, Extent.EVERYTHING, left.size(), newest, head);
        return new Swept(assessment, sweep.isCertain(), sweep.tree());
    }

    /** A sweep from this tree to this checkpoint, going past what people have released. */
    Sweep begin(CompactRange left, Checkpoint newest, LogOrigin origin) {
        KnownDamage known = known(origin);
        List<Checkpoint> naming = new ArrayList<>();
        for (SignedNote earlier :
                checkpoints.between(origin.epoch(), left.size(), newest.size(), EARLIER_CHECKPOINTS)) {
            if (isSigned(earlier)) {
                naming.add(Checkpoint.parse(earlier.text()));
            }
        }
        naming.add(newest);
        naming.removeIf(checkpoint -> checkpoint.size() > known.unprovedFrom() || checkpoint.size() <= left.size());
        TreeTables tables = new TreeTables(storedTree, checkpoints, this::isSigned, left.size(), newest.size());
        return new Sweep(new ChainWalk(origin, left, null, naming), left, known, tables, pruned.forReader());
    }

    private List<Broken> further(Extent extent, Sweep sweep, long first, Checkpoint newest, ChainHead head) {
        List<Broken> further = new ArrayList<>();
        if (sweep.isCertain()) {
            headCheck.fault(sweep.tree(), head).ifPresent(further::add);
        }
        headCheck.surplus(newest.size()).ifPresent(further::add);
        if (extent == Extent.EVERYTHING) {
            long after = first == 0 ? 0 : events.positionBefore(first);
            events.unrecorded(sweep.examined(after), after, head.position(), newest.size())
                    .ifPresent(further::add);
        }
        return further;
    }

    private KnownDamage known(LogOrigin origin) {
        Map<Long, Broken> records = new HashMap<>();
        long unprovedFrom = Long.MAX_VALUE;
        for (Finding finding : findings.released(origin)) {
            if (KnownDamage.stops(finding.fault()) && finding.sequence() >= 0) {
                records.put(finding.sequence(), new Broken(finding.fault(), finding.sequence(), finding.detail()));
            } else if (finding.fault() == ChainFault.TREE_ROOT) {
                unprovedFrom = Math.min(unprovedFrom, finding.sequence());
            }
        }
        return new KnownDamage(records, unprovedFrom);
    }

    private static Assessment setBack(ChainHead head) {
        return broken(ChainFault.HEAD, head.size(), "The database ends in front of what was signed: it was set back");
    }

    private static Assessment broken(ChainFault fault, @Nullable Long sequence, String detail) {
        return Assessment.of(new Broken(fault, sequence, detail));
    }
}
