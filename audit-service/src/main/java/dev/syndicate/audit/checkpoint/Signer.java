package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.integrity.Finding;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.log.StateFile;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainWalk;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signs what is committed, and nothing else: it reads the bytes back, recomputes every hash from its own last signed tree
 * on, and signs only if the database's head agrees. Its last head lies on its own volume, so that a database restored
 * from a backup, or edited, cannot make it sign a second history.
 */
@Component
public class Signer {

    private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
    private static final int PAGE = 500;

    private final Heads heads;
    private final RecordStore records;
    private final StoredTree storedTree;
    private final Checkpoints checkpoints;
    private final Findings findings;
    private final DamageSearch damage;
    private final CommittedLeaves committed;
    private final LogKeys keys;
    private final StateFile file;
    private @Nullable SignedHead signed;
    private @Nullable String refusal;
    private boolean compared;

    Signer(
            Heads heads,
            RecordStore records,
            StoredTree storedTree,
            Checkpoints checkpoints,
            Findings findings,
            DamageSearch damage,
            CommittedLeaves committed,
            LogKeys keys,
            AuditSettings settings) {
        this.heads = heads;
        this.records = records;
        this.storedTree = storedTree;
        this.checkpoints = checkpoints;
        this.findings = findings;
        this.damage = damage;
        this.committed = committed;
        this.keys = keys;
        this.file = new StateFile(settings.stateDirectory(), "head.json");
    }

    /** Signs the committed head if it is not signed yet. Returns why it does not sign, if it does not. */
    public synchronized Optional<String> sign() {
        compared = true;
        Optional<ChainHead> head = heads.read();
        if (head.isEmpty()) {
            return refuse("The log has no head");
        }
        try {
            return signCommitted(head.get());
        } catch (IOException e) {
            return refuse("The signer's state cannot be read or written: " + e.getMessage());
        }
    }

    /** Why no receipt may be signed, if that is so: state that is missing or at odds with the database. */
    public synchronized Optional<String> refusal() {
        if (!compared) {
            return sign();
        }
        return Optional.ofNullable(refusal);
    }

    /**
     * Whether a published checkpoint with a good signature is none that this signer made: somebody else has the key. Where
     * this process has not signed anything, nothing can be said.
     */
    public synchronized boolean isAtOddsWith(Checkpoint published) {
        SignedHead last = signed;
        return last != null
                && (published.size() > last.size()
                        || published.size() == last.size()
                                && !published.root().equals(last.tree().root()));
    }

    /** The number of records that are signed. */
    public synchronized long signedSize() {
        SignedHead last = signed;
        return last == null ? 0 : last.size();
    }

    private Optional<String> signCommitted(ChainHead head) throws IOException {
        Optional<Broken> fault = compare(head);
        if (fault.isPresent()) {
            return violated(head.origin(), fault.get());
        }
        SignedHead from = last(head.origin());
        if (head.size() > from.size()) {
            fault = extend(from, head);
        }
        if (fault.isPresent()) {
            return violated(head.origin(), fault.get());
        }
        refusal = null;
        return Optional.empty();
    }

    /** File, memory and database must tell one story; before every signature, not only at the start. */
    private Optional<Broken> compare(ChainHead head) throws IOException {
        Optional<JsonObject> inFile = file.read();
        if (inFile.isEmpty()) {
            return signed == null && head.size() == 0 || isFirstSignature()
                    ? Optional.empty()
                    : unknown(head, "The signer's last head is missing on its volume");
        }
        SignedHead last = parsed(inFile.get());
        if (last == null || !last.origin().equals(head.origin())) {
            return unknown(head, "The signer's last head is not one of this log and epoch");
        }
        if (last.size() > head.size()) {
            return state(
                    head.size(),
                    "The database ends at record " + head.size() + " but " + last.size()
                            + " were signed: it was set back");
        }
        boolean knownHere = signed != null && signed.note().equals(last.note());
        signed = last;
        return knownHere ? Optional.empty() : compareHistory(last);
    }

    /** Records but no checkpoint and no file: the process ended before it signed for the first time. */
    private boolean isFirstSignature() {
        return signed == null && checkpoints.latest().isEmpty();
    }

    /**
     * Damage in what was signed before ends clearance, but the signer goes on: it extends its own tree, whatever the
     * database has made of the old part, so it cannot sign a second history.
     */
    private Optional<Broken> compareHistory(SignedHead last) {
        if (!storedRootIs(last)) {
            findings.report(Finding.of(last.origin(), damage.in(last.tree())));
        }
        checkpoints.publish(last.note());
        return Optional.empty();
    }

    private boolean storedRootIs(SignedHead last) {
        try {
            return MerkleTree.root(last.size(), storedTree).equals(last.tree().root());
        } catch (StoredTree.IncompleteTreeException missing) {
            return false;
        }
    }

    /**
     * The volume does not say what was signed last. Nothing is signed, until two people have released this finding: then
     * the newest published checkpoint of ours counts as the last one, if the records make its tree.
     */
    private Optional<Broken> unknown(ChainHead head, String detail) throws IOException {
        Optional<SignedNote> newest = checkpoints.latest();
        long size = newest.map(note -> Checkpoint.parse(note.text()).size()).orElse(head.size());
        Broken fault = new Broken(ChainFault.SIGNER_STATE, size, detail);
        boolean released = findings.isReleased(Finding.of(head.origin(), fault));
        return released && newest.isPresent() && isTakenUp(newest.get(), head) ? Optional.empty() : Optional.of(fault);
    }

    private boolean isTakenUp(SignedNote note, ChainHead head) throws IOException {
        Checkpoint last = Checkpoint.parse(note.text());
        Optional<CompactRange> tree = storedTree.before(last.size());
        boolean ours = note.isSignedBy(keys.checkpoints().verificationKey())
                && last.logOrigin().equals(head.origin())
                && last.size() <= head.size()
                && tree.filter(made -> made.root().equals(last.root())).isPresent();
        if (ours) {
            Hash leaf = records.leaves(last.size() - 1, last.size()).getFirst().hash();
            SignedHead taken = new SignedHead(head.origin(), tree.orElseThrow(), leaf, note);
            file.write(taken.json());
            signed = taken;
            LOG.warn("Two people have released the lost state: signing goes on behind checkpoint {}", last.size());
        }
        return ours;
    }

    private SignedHead last(LogOrigin origin) {
        SignedHead last = signed;
        return last == null
                ? SignedHead.sign(origin, CompactRange.empty(), origin.log().genesis(), keys.checkpoints())
                : last;
    }

    private Optional<Broken> extend(SignedHead from, ChainHead head) throws IOException {
        ChainWalk walk = new ChainWalk(head.origin(), from.tree(), from.leaf(), List.of());
        Optional<Broken> fault = reread(walk, from.size(), head.size());
        if (fault.isPresent()) {
            return extendByLeaves(from, head, fault.get());
        }
        CompactRange tree = walk.tree();
        Hash leaf = walk.lastLeaf();
        if (leaf == null
                || !leaf.equals(head.leaf())
                || !tree.root().equals(head.frontier().root())) {
            return Optional.of(new Broken(
                    ChainFault.HEAD, from.size(), "The committed records do not make the tree of the head row"));
        }
        return publish(SignedHead.sign(head.origin(), tree, leaf, keys.checkpoints()));
    }

    /**
     * A record was altered before it was signed. If what its successors say of it, or the leaves that were committed with
     * the records, makes the tree that the writer left in the head row, that tree is signed, so that the alteration can
     * be proved; receipts stop all the same.
     */
    private Optional<Broken> extendByLeaves(SignedHead from, ChainHead head, Broken fault) throws IOException {
        for (CommittedLeaves.Witness witness : CommittedLeaves.Witness.values()) {
            Optional<CompactRange> tree = committed.extend(from.tree(), head, witness);
            if (tree.isPresent()) {
                findings.report(Finding.of(head.origin(), fault));
                return publish(SignedHead.sign(head.origin(), tree.get(), head.leaf(), keys.checkpoints()));
            }
        }
        return Optional.of(fault);
    }

    private Optional<Broken> reread(ChainWalk walk, long from, long before) {
        for (long at = from; at < before; at = walk.next()) {
            List<StoredRecord> page = records.page(at, before, PAGE);
            if (page.isEmpty()) {
                return Optional.of(new Broken(ChainFault.SEQUENCE, at, "The record is missing"));
            }
            for (StoredRecord record : page) {
                Optional<Broken> fault = walk.accept(record.record());
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return walk.disagreement();
    }

    /** The volume first: a checkpoint that anybody else has seen is never forgotten here. */
    private Optional<Broken> publish(SignedHead fresh) throws IOException {
        Optional<Broken> other = otherHistory(fresh);
        if (other.isPresent() && !findings.isReleased(Finding.of(fresh.origin(), other.get()))) {
            return other;
        }
        file.write(fresh.json());
        signed = fresh;
        checkpoints.publish(fresh.note());
        return Optional.empty();
    }

    /** A checkpoint of ours in the database that is newer than the volume's: the volume was set back, or two sign. */
    private Optional<Broken> otherHistory(SignedHead fresh) {
        Optional<SignedNote> latest = checkpoints.latest();
        if (latest.isEmpty() || !latest.get().isSignedBy(keys.checkpoints().verificationKey())) {
            return Optional.empty();
        }
        Checkpoint stated = Checkpoint.parse(latest.get().text());
        boolean sameSizeOtherRoot = stated.size() == fresh.size()
                && !stated.root().equals(fresh.tree().root());
        boolean beyond = stated.size() > fresh.size();
        return sameSizeOtherRoot || beyond
                ? state(null, "A checkpoint of this log in the database is not the signer's own")
                : Optional.empty();
    }

    private @Nullable SignedHead parsed(JsonObject json) {
        try {
            return SignedHead.parse(json, keys.checkpoints().verificationKey());
        } catch (IllegalArgumentException e) {
            LOG.error("{} is not what the signer wrote: {}", file, e.getMessage());
            return null;
        }
    }

    private Optional<String> violated(LogOrigin origin, Broken broken) {
        try {
            findings.report(Finding.of(origin, broken));
        } catch (UncheckedIOException e) {
            LOG.error("The finding could not be written to the volume", e);
        }
        return refuse(broken.detail());
    }

    private Optional<String> refuse(String reason) {
        if (!reason.equals(refusal)) {
            LOG.error("No checkpoint and no receipt is signed: {}", reason);
        }
        refusal = reason;
        return Optional.of(reason);
    }

    private static Optional<Broken> state(@Nullable Long sequence, String detail) {
        return Optional.of(new Broken(ChainFault.SIGNER_STATE, sequence, detail));
    }
}
