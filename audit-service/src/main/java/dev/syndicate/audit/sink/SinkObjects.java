package dev.syndicate.audit.sink;

import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.id.Identifiers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch as a file, and states what it holds.
 *
 * @param format absent for bundles
 * @param filter of the sink, as canonical JSON
 */
record SinkObjects(
        @Nullable RecordFormat format,
        JsonObject filter,
        BundleRange bundles,
        LogKeys keys,
        Identifiers identifiers,
        Clock clock) {

    String mediaType() {
        RecordFormat own = format;
        return own == null ? "application/vnd.syndicate.bundle+jsonl" : own.mediaType();
    }

    String fileType() {
        RecordFormat own = format;
        return own == null ? "bundle.jsonl" : own.fileType();
    }

    ExportManifest write(SinkBatch batch, Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (OutputStream out = new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), sha256))) {
            write(batch, out);
        }
        return manifest(batch, Files.size(file), Digest.ofHash(sha256.digest()));
    }

    private void write(SinkBatch batch, OutputStream out) throws IOException {
        RecordFormat own = format;
        if (own == null) {
            bundles.write(batch.first(), batch.checkpoint(), out);
            return;
        }
        out.write(own.start());
        for (ExportedRecord record : batch.records()) {
            out.write(own.framed(record));
        }
    }

    private ExportManifest manifest(SinkBatch batch, long bytes, Digest digest) {
        RecordFormat own = format;
        return new ExportManifest(
                        identifiers.next(),
                        Checkpoint.parse(batch.checkpoint().text()).logOrigin(),
                        batch.first(),
                        batch.last(),
                        filter,
                        own == null ? "bundle" : own.name(),
                        batch.count(),
                        bytes,
                        digest,
                        batch.checkpoint(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        keys.receipts().id(),
                        "")
                .signedWith(keys.receipts());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
