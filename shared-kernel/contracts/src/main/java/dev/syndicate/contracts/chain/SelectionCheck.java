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

    SelectionCheck(Checkpoint head) {
        this.head = head;
        this.origin = head.logOrigin();
    }

    Optional<Broken> accept(ChainRecord record, List<Hash> proof) {
        RecordHeader header;
        try {
            header = RecordHeader.parse(record.header());
        } catch (IllegalArgumentException e) {
            return broken(ChainFault.HEADER_MALFORMED, last + 1, "The header is not one of format syndicate/rec/v1");
        }
        Optional<Broken> fault = fault(header, record, proof);
        first = first < 0 ? header.sequence() : first;
        last = header.sequence();
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

    private Optional<Broken> fault(RecordHeader header, ChainRecord record, List<Hash> proof) {
        long sequence = header.sequence();
        if (!header.log().equals(origin.log())) {
            return broken(ChainFault.WRONG_LOG, sequence, "The record belongs to log " + header.log());
        }
        if (sequence <= last) {
            return broken(ChainFault.SEQUENCE, sequence, "The records do not ascend");
        }
        if (header.epoch() > origin.epoch()) {
            return broken(ChainFault.WRONG_EPOCH, sequence, "Epoch " + header.epoch() + " does not belong here");
        }
        return bodyFault(header, record.body()).or(() -> inclusionFault(sequence, record.leaf(), proof));
    }

    private static Optional<Broken> bodyFault(RecordHeader header, byte[] body) {
        if (header.bodyLength() != body.length || !header.bodyHash().equals(RecordBody.hash(body))) {
            return broken(ChainFault.BODY_HASH, header.sequence(), "The body is not the one that the header names");
        }
        try {
            RecordBody.parse(body);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return broken(ChainFault.BODY_MALFORMED, header.sequence(), "The body is not of a known schema");
        }
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
