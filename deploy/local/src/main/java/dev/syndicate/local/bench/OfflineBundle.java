package dev.syndicate.local.bench;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A bundle of as many records as are asked for, with the bodies of real ones, in a log of its own. */
final class OfflineBundle {

    private static final int BUFFER = 1 << 20;
    private static final long START = 1_900_000_000_000_000L;

    private final NoteSigningKey key;
    private final LogOrigin origin;
    private final List<byte[]> bodies;
    private final List<Hash> hashes;
    private final long count;

    OfflineBundle(List<byte[]> bodies, long count) {
        LogId log = new LogId(UUID.randomUUID());
        this.key = NoteSigningKey.generate(log);
        this.origin = new LogOrigin(log, 1);
        this.bodies = bodies;
        this.hashes = bodies.stream().map(RecordBody::hash).toList();
        this.count = count;
    }

    NoteVerificationKey key() {
        return key.verificationKey();
    }

    /** The manifest names the root, so the chain is made once for it and once for the file. */
    void write(Path file) throws IOException {
        CompactRange tree = CompactRange.empty();
        forEach((header, body) -> tree.append(header.leaf()));
        Checkpoint head = new Checkpoint(origin.toString(), count, tree.root());
        BundleManifest manifest = BundleManifest.range(origin, CompactRange.empty(), count, List.of(head.sign(key)));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            BundleWriter writer = new BundleWriter(out, manifest);
            forEach((header, body) -> writer.write(new ChainRecord(header.bytes(), body)));
        }
    }

    private interface RecordTaker {
        void take(RecordHeader header, byte[] body) throws IOException;
    }

    private void forEach(RecordTaker taker) throws IOException {
        Hash previous = origin.log().genesis();
        for (long sequence = 0; sequence < count; sequence++) {
            int which = (int) (sequence % bodies.size());
            RecordHeader header = new RecordHeader(
                    origin.log(),
                    origin.epoch(),
                    sequence,
                    Instant.EPOCH.plusNanos(1_000 * (START + sequence)),
                    new UUID(sequence, which),
                    bodies.get(which).length,
                    hashes.get(which),
                    previous);
            previous = header.leaf();
            taker.take(header, bodies.get(which));
        }
    }
}
