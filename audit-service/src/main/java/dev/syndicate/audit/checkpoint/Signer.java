package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.AdoptedTail;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.audit.log.SignerState;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final Optional<String> OVERTAKEN = Optional.of("Another process writes the chain now");

    private final Heads heads;
    private final Readback readback;
    private final StoredTree storedTree;
    private final Checkpoints checkpoints;
    private final Findings findings;
    private final DamageSearch damage;
    private final CommittedLeaves committed;
    private final Rotations rotations;
    private final LogKeys keys;
    private final SignerState state;
    private @Nullable SignedHead signed;
    private boolean unpublished;
    private volatile @Nullable String refusal;
    private volatile boolean compared;

    Signer(
            Heads heads,
            Readback readback,
            StoredTree storedTree,
            Checkpoints checkpoints,
            Findings findings,
            DamageSearch damage,
            CommittedLeaves committed,
            Rotations rotations,
            LogKeys keys,
            SignerState state) {
        this.heads = heads;
        this.readback = readback;
        this.storedTree = storedTree;
        this.checkpoints = checkpoints;
        this.findings = findings;
        this.damage = damage;
        this.committed = committed;
        this.rotations = rotations;
        this.keys = keys;
        this.state = state;
    }

    /** Signs the committed head if it is not signed yet. Returns why it does not sign, if it does not. */
    public synchronized Optional<String> sign() {
        return heads.read().map(this::sign).orElseGet(() -> {
            compared = true;
            return refuse("The log has no head");
        });
    }

    /** Signs this head, as it was read a moment ago. */
    synchronized Optional<String> sign(ChainHead head) {
        Optional<String> why = attempt(head);
        if (!why.equals(OVERTAKEN)) {
            compared = true;
        }
        return why;
    }

    private Optional<String> attempt(ChainHead head) {
        try {
            return signCommitted(head);
        } catch (IOException e) {
            return refuse("The signer's state cannot be read or written: " + e);
        } catch (Rotations.MissingKeyException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Why no receipt may be signed, if that is so: state that is missing or at odds with the database. Does not wait for a
     * checkpoint that is being signed: what is known before its end holds until then.
     */
    public Optional<String> refusal() {
        return compared ? Optional.ofNullable(refusal) : sign();
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
        if (fault.isEmpty()) {
            SignedHead from = last(head.origin());
            if (head.size() > from.size()) {
                fault = extend(from, head);
            }
        }
        if (fault.isPresent()) {
            return isOvertaken(head) ? OVERTAKEN : violated(head.origin(), fault.get());
        }
        refusal = null;
        return Optional.empty();
    }

    /**
     * Whether another process writes since this head was read: a process that stood still meanwhile compares it with what
     * its successor has signed. That is no fault of anybody, and what is one the successor finds.
     */
    private boolean isOvertaken(ChainHead head) {
        return heads.read().filter(now -> now.term() != head.term()).isPresent();
    }

    /** File, memory and database must tell one story; before every signature, not only at the start. */
    private Optional<Broken> compare(ChainHead head) throws IOException {
        Optional<SignedHead> inFile;
        try {
            inFile = state.head();
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return state(head.size(), "The signer's last head is not one of this log and epoch");
        }
        if (inFile.isEmpty() || !inFile.get().origin().equals(head.origin())) {
            return elsewhere(inFile.isEmpty(), head);
        }
        SignedHead last = inFile.get();
        if (last.size() > head.size()) {
            return state(
                    head.size(),
                    "The database ends at record " + head.size() + " but " + last.size()
                            + " were signed: it was set back");
        }
        boolean knownHere = !unpublished && signed != null && signed.note().equals(last.note());
        signed = last;
        return knownHere ? Optional.empty() : compareHistory(last);
    }

    /** The volume knows nothing, or another epoch: a first signature, an adoption, or state that is lost. */
    private Optional<Broken> elsewhere(boolean unknown, ChainHead head) throws IOException {
        Optional<AdoptedTail> adopted = state.adoption()
                .filter(tail -> !tail.begun() && tail.origin().equals(head.origin()))
                .filter(tail -> tail.tree().size() <= head.size());
        if (adopted.isPresent()) {
            return begin(adopted.get());
        }
        if (!unknown) {
            return state(head.size(), "The signer's last head is not one of this log and epoch");
        }
        return signed == null && head.size() == 0 || isFirstSignature()
                ? Optional.empty()
                : state(head.size(), "The signer's last head is missing on its volume");
    }

    /** The first checkpoint of an epoch covers what two people adopted; the volume knows it before anybody else. */
    private Optional<Broken> begin(AdoptedTail adopted) throws IOException {
        Optional<Broken> fault = publish(signed(
                adopted.origin(), adopted.tree(), adopted.leaf(), adopted.tree().size()));
        if (fault.isEmpty()) {
            state.adoption(adopted.asBegun());
        }
        return fault;
    }

    /** After a crash between the two files. */
    private void closeAdoption(LogOrigin origin) throws IOException {
        Optional<AdoptedTail> open = state.adoption().filter(tail -> !tail.begun());
        if (open.isPresent() && open.get().origin().equals(origin)) {
            state.adoption(open.get().asBegun());
        }
    }

    /** Records but no checkpoint and no file: the process ended before it signed for the first time. */
    private boolean isFirstSignature() {
        return signed == null && checkpoints.latest().isEmpty();
    }

    /**
     * Damage in what was signed before ends clearance, but the signer goes on: it extends its own tree, whatever the
     * database has made of the old part, so it cannot sign a second history.
     */
    private Optional<Broken> compareHistory(SignedHead last) throws IOException {
        if (!storedRootIs(last)) {
            findings.report(last.origin(), damage.in(last.tree()));
        }
        publish(last.note());
        closeAdoption(last.origin());
        return Optional.empty();
    }

    private boolean storedRootIs(SignedHead last) {
        try {
            return MerkleTree.root(last.size(), storedTree).equals(last.tree().root());
        } catch (StoredTree.IncompleteTreeException missing) {
            return false;
        }
    }

    private SignedHead last(LogOrigin origin) {
        SignedHead last = signed;
        return last == null
                ? SignedHead.sign(origin, CompactRange.empty(), origin.log().genesis(), keys.checkpoints())
                : last;
    }

    private SignedHead signed(LogOrigin origin, CompactRange tree, Hash leaf, long before) {
        return SignedHead.sign(origin, tree, leaf, rotations.signing(before, tree.size()));
    }

    private Optional<Broken> extend(SignedHead from, ChainHead head) throws IOException {
        return switch (readback.read(from.tree(), from.leaf(), head)) {
            case Readback.Result.Agreed agreed ->
                publish(signed(head.origin(), agreed.tree(), agreed.leaf(), from.size()));
            case Readback.Result.Differs differs
            when differs.fault().fault() == ChainFault.HEAD -> Optional.of(differs.fault());
            case Readback.Result.Differs differs -> extendByLeaves(from, head, differs.fault());
        };
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
                findings.report(head.origin(), fault);
                return publish(signed(head.origin(), tree.get(), head.leaf(), from.size()));
            }
        }
        return Optional.of(fault);
    }

    /** The volume first: a checkpoint that anybody else has seen is never forgotten here. */
    private Optional<Broken> publish(SignedHead fresh) throws IOException {
        Optional<Broken> other = otherHistory(fresh);
        if (other.isPresent() && !findings.isReleased(findings.of(fresh.origin(), other.get()))) {
            return other;
        }
        state.head(fresh);
        signed = fresh;
        if (fresh.size() > 0) {
            publish(fresh.note());
        }
        return Optional.empty();
    }

    /** What the database does not take now it is given again, also where no record is added. */
    private void publish(SignedNote note) {
        unpublished = true;
        checkpoints.publish(note);
        unpublished = false;
    }

    /** A checkpoint of ours in the database that is newer than the volume's: the volume was set back, or two sign. */
    private Optional<Broken> otherHistory(SignedHead fresh) {
        Optional<SignedNote> latest = checkpoints.latest();
        if (latest.isEmpty() || !keys.isSigned(latest.get())) {
            return Optional.empty();
        }
        Checkpoint stated = Checkpoint.parse(latest.get().text());
        long epoch = stated.logOrigin().epoch();
        boolean sameEpoch = epoch == fresh.origin().epoch();
        boolean sameSizeOtherRoot = stated.size() == fresh.size()
                && !stated.root().equals(fresh.tree().root());
        boolean beyond = stated.size() > fresh.size() && sameEpoch
                || epoch > fresh.origin().epoch();
        return sameEpoch && sameSizeOtherRoot || beyond
                ? state(null, "A checkpoint of this log in the database is not the signer's own")
                : Optional.empty();
    }

    private Optional<String> violated(LogOrigin origin, Broken broken) {
        try {
            findings.report(origin, broken);
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
