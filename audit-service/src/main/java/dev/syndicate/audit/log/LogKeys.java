package dev.syndicate.audit.log;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What this service signs with. The log's name is part of its key, so that the key says which log this is.
 *
 * @param checkpoints signs checkpoints; {@code audit-log.key} in the key directory
 * @param receipts signs receipts; {@code receipt.key.pem} in the key directory
 */
public record LogKeys(NoteSigningKey checkpoints, SigningKey receipts) {

    /** Reads both keys; a missing one keeps the service from starting. */
    public static LogKeys read(Path directory) {
        try {
            return new LogKeys(
                    NoteSigningKey.read(directory.resolve("audit-log.key")),
                    SigningKey.read(directory.resolve("receipt.key.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "audit-service signs with audit-log.key and receipt.key.pem in " + directory, e);
        }
    }

    /** The log that is written here. */
    public LogId log() {
        return checkpoints.verificationKey().log();
    }
}
