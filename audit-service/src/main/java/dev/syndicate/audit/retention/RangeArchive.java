package dev.syndicate.audit.retention;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The archive of a range: a bundle of every record from its first to the first checkpoint that covers it. The migrator
 * writes the same bytes; here they are only hashed.
 */
@Component
class RangeArchive {

    private static final int PAGE = 1000;

    private final Proofs proofs;
    private final RecordStore records;

    RangeArchive(Proofs proofs, RecordStore records) {
        this.proofs = proofs;
        this.records = records;
    }

    /** Whether the checkpoint is of this history, and not of a tail that was lost. */
    boolean isOfThisHistory(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return proofs.before(checkpoint.size()).root().equals(checkpoint.root());
    }

    /** SHA-256 of the archive. Takes some seconds for a million records; never inside a transaction. */
    Digest digest(long first, SignedNote note) {
        Checkpoint head = Checkpoint.parse(note.text());
        BundleManifest manifest =
                BundleManifest.range(head.logOrigin(), proofs.before(first), head.size() - first, List.of(note));
        MessageDigest sha256 = sha256();
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            write(new BundleWriter(out, manifest), first, head.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.ofHash(sha256.digest());
    }

    private void write(BundleWriter writer, long first, long before) throws IOException {
        long next = first;
        while (next < before) {
            List<StoredRecord> page = records.page(next, before, PAGE);
            if (page.isEmpty() || page.getFirst().sequence() != next) {
                throw new IOException("Record " + next + " is missing; there is no archive without it");
            }
            for (StoredRecord record : page) {
                writer.write(record.record());
            }
            next = page.getLast().sequence() + 1;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", e);
        }
    }
}
