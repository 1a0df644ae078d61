package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.util.List;
import java.util.Optional;

/** Checks single records, each by its own inclusion proof, in ascending sequence. */
final class SelectionCheck {

    private final Checkpoint head;
    private final LogOrigin origin;
    private long first = -1;
    private long last = -1;
    private long epoch = 1;

    SelectionCheck(Checkpoint head) {
        this.head = head;
        this.origin = head.logOrigin();
    }

    Optional<Broken> accept(CheckedRecord record, List<Hash> proof) {
        RecordHeader header = record.header();
        if (header == null) {
            return broken(ChainFault.HEADER_MALFORMED, last + 1, "The header is not one of format syndicate/rec/v1");
        }
        Optional<Broken> fault = fault(header, record, proof);
        first = first < 0 ? header.sequence() : first;
        last = header.sequence();
        epoch = header.epoch();
        return fault;
    }

    /** The lowest sequence. */
    long first() {
        return first;
    }

    /** The highest sequence. */
    long last() {
        return last;
    }

    private Optional<Broken> fault(RecordHeader header, CheckedRecord record, List<Hash> proof) {
        long sequence = header.sequence();
        if (!header.log().equals(origin.log())) {
            return broken(ChainFault.WRONG_LOG, sequence, "The record belongs to log " + header.log());
        }
        if (sequence <= last) {
            return broken(ChainFault.SEQUENCE, sequence, "The records do not ascend");
        }
        if (header.epoch() < epoch || header.epoch() > origin.epoch()) {
            return broken(ChainFault.WRONG_EPOCH, sequence, "Epoch " + header.epoch() + " does not belong here");
        }
        ChainFault bodyFault = record.bodyFault();
        if (bodyFault != null) {
            return broken(bodyFault, sequence, record.detail());
        }
        return adoptionFault(header, record).or(() -> inclusionFault(sequence, record.leaf(), proof));
    }

    /** The record in front of it need not be there; what it says of itself has to fit. */
    private Optional<Broken> adoptionFault(RecordHeader header, CheckedRecord record) {
        Adoption adoption = record.adoption();
        return adoption == null || adoption.allows(header, epoch)
                ? Optional.empty()
                : broken(ChainFault.ADOPTION, header.sequence(), "The adoption is not that of this epoch");
    }

    private Optional<Broken> inclusionFault(long sequence, Hash leaf, List<Hash> proof) {
        return MerkleTree.provesInclusion(sequence, head.size(), leaf, proof, head.root())
                ? Optional.empty()
                : broken(ChainFault.INCLUSION, sequence, "The proof does not lead to the signed root");
    }

    private static Optional<Broken> broken(ChainFault fault, long sequence, String detail) {
        return Optional.of(new Broken(fault, sequence, detail));
    }
}
