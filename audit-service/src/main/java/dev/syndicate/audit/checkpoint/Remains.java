package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.StoredTree;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.audit.log.SignerState;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.MerkleTree;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at what a database still has before two people adopt it: nothing is adopted that does not agree with its own
 * newest checkpoint and with its own head.
 */
@Component
class Remains {

    private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
    private static final Comparator<SignedNote> BY_AGE = Comparator.<SignedNote>comparingLong(
                    note -> checkpoint(note).logOrigin().epoch())
            .thenComparingLong(note -> checkpoint(note).size());

    private final SignerState state;
    private final Checkpoints checkpoints;
    private final StoredTree storedTree;
    private final Proofs proofs;
    private final Readback readback;
    private final LogKeys keys;

    Remains(
            SignerState state,
            Checkpoints checkpoints,
            StoredTree storedTree,
            Proofs proofs,
            Readback readback,
            LogKeys keys) {
        this.state = state;
        this.checkpoints = checkpoints;
        this.storedTree = storedTree;
        this.proofs = proofs;
        this.readback = readback;
        this.keys = keys;
    }

    /** What lies behind this head; refuses what cannot be adopted. */
    Left of(ChainHead head, @Nullable String kept) {
        SignedNote known = newestKnown(kept);
        Checkpoint checkpoint = checkpoint(known);
        if (checkpoint.size() > head.size()) {
            Readback.Result.Agreed agreed = recomputed(head);
            return new Left.Behind(known, agreed.tree(), agreed.leaf());
        }
        if (rememberedBySigner().isPresent()
                || checkpoint.logOrigin().epoch() != head.origin().epoch()) {
            throw refused("The database has " + head.size() + " records of epoch "
                    + head.origin().epoch() + " and the last known checkpoint covers " + checkpoint.size()
                    + " of epoch " + checkpoint.logOrigin().epoch() + ": no tail was lost; restore another copy");
        }
        SignedHead signed = proved(known);
        if (readback.read(signed.tree(), signed.leaf(), head) instanceof Readback.Result.Differs differs) {
            throw refused(differs.fault().detail());
        }
        return new Left.Whole(signed);
    }

    private SignedNote newestKnown(@Nullable String kept) {
        return Stream.of(
                        rememberedBySigner().map(SignedHead::note),
                        checkpoints.latest().filter(keys::isSigned),
                        Optional.ofNullable(kept).map(this::parsed))
                .flatMap(Optional::stream)
                .max(BY_AGE)
                .orElseThrow(() -> refused("No checkpoint of this log is known"));
    }

    /** A file that cannot be read is as good as lost; that it is not believed is what two people decide. */
    private Optional<SignedHead> rememberedBySigner() {
        try {
            return state.head();
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private SignedNote parsed(String kept) {
        try {
            SignedNote note = SignedNote.parse(kept);
            if (keys.isSigned(note) && checkpoint(note).logOrigin().log().equals(keys.log())) {
                return note;
            }
        } catch (IllegalArgumentException e) {
            LOG.info("A checkpoint that was handed in cannot be read: {}", e.getMessage());
        }
        throw new ProblemException(
                PlatformProblems.INVALID_REQUEST, "'checkpoint' is a note that this log's key has signed");
    }

    /** From the newest checkpoint that the database agrees with, or from the beginning. */
    private Readback.Result.Agreed recomputed(ChainHead head) {
        Optional<SignedHead> base = checkpoints
                .latestWithin(head.origin().epoch(), head.size())
                .filter(keys::isSigned)
                .map(this::proved);
        CompactRange tree = base.map(SignedHead::tree).orElseGet(CompactRange::empty);
        Hash leaf =
                base.map(SignedHead::leaf).orElseGet(() -> head.origin().log().genesis());
        return switch (readback.read(tree, leaf, head)) {
            case Readback.Result.Agreed agreed -> agreed;
            case Readback.Result.Differs differs ->
                throw refused(differs.fault().detail());
        };
    }

    /** The stored leaves make the signed root, and the last of them is one of them. */
    private SignedHead proved(SignedNote note) {
        Checkpoint checkpoint = checkpoint(note);
        try {
            long last = checkpoint.size() - 1;
            CompactRange tree = proofs.before(checkpoint.size());
            Hash leaf = storedTree.node(0, last);
            boolean included = MerkleTree.provesInclusion(
                    last, checkpoint.size(), leaf, proofs.inclusion(last, checkpoint), checkpoint.root());
            if (tree.root().equals(checkpoint.root()) && included) {
                return new SignedHead(checkpoint.logOrigin(), tree, leaf, note);
            }
        } catch (StoredTree.IncompleteTreeException e) {
            LOG.error("{}", e.getMessage());
        }
        throw refused("The records do not make the tree signed at " + checkpoint.size());
    }

    private static Checkpoint checkpoint(SignedNote note) {
        return Checkpoint.parse(note.text());
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(AdoptionProblems.NOTHING_TO_ADOPT, detail);
    }
}
