package dev.syndicate.audit.sink;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes every record from one to a checkpoint as a bundle (docs/spec/chain-format.md, section 7). */
@Component
class BundleRange {

    private static final int PAGE = 500;

    private final RecordStore records;
    private final Proofs proofs;

    BundleRange(RecordStore records, Proofs proofs) {
        this.records = records;
        this.proofs = proofs;
    }

    void write(long first, SignedNote note, OutputStream out) throws IOException {
        Checkpoint head = Checkpoint.parse(note.text());
        BundleManifest manifest =
                BundleManifest.range(head.logOrigin(), proofs.before(first), head.size() - first, List.of(note));
        BundleWriter writer = new BundleWriter(out, manifest);
        long next = first;
        while (next < head.size()) {
            List<StoredRecord> page = records.page(next, head.size(), PAGE);
            if (page.isEmpty() || page.getFirst().sequence() != next) {
                throw new IOException("Record " + next + " is missing: nothing is sent before it is back");
            }
            for (StoredRecord record : page) {
                writer.write(record.record());
            }
            next = page.getLast().sequence() + 1;
        }
    }
}
