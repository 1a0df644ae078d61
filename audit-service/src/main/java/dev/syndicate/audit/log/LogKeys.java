package dev.syndicate.audit.log;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this service signs with. The log's name is part of its keys, so that a key says which log this is.
 *
 * @param checkpoints the log's first key; {@code audit-log.key} in the key directory
 * @param others keys that follow it, or are to follow; {@code audit-log.<any>.key} in the key directory. Which one is in
 *     force is decided by the records, never by the names of files
 * @param receipts signs receipts; {@code receipt.key.pem} in the key directory
 */
public record LogKeys(NoteSigningKey checkpoints, List<NoteSigningKey> others, SigningKey receipts) {

    public LogKeys {
        others = List.copyOf(others);
        LogId log = checkpoints.verificationKey().log();
        if (others.stream().anyMatch(key -> !key.verificationKey().log().equals(log))) {
            throw new IllegalArgumentException("The keys audit-log.*.key are all of log " + log);
        }
    }

    /** Reads all keys; a missing one keeps the service from starting. */
    public static LogKeys read(Path directory) {
        try {
            return new LogKeys(
                    NoteSigningKey.read(directory.resolve("audit-log.key")),
                    others(directory),
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

    /** The public halves of the log's keys: what this service itself trusts. */
    public List<NoteVerificationKey> trusted() {
        return all().map(NoteSigningKey::verificationKey).toList();
    }

    /** The private half of this key, if it is here. */
    public Optional<NoteSigningKey> signing(NoteVerificationKey key) {
        return all().filter(own -> own.verificationKey().equals(key)).findFirst();
    }

    /** Whether one of this log's keys signed the note. */
    public boolean isSigned(SignedNote note) {
        return trusted().stream().anyMatch(note::isSignedBy);
    }

    private Stream<NoteSigningKey> all() {
        return Stream.concat(Stream.of(checkpoints), others.stream());
    }

    private static List<NoteSigningKey> others(Path directory) throws IOException {
        List<NoteSigningKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(LogKeys::isOther).sorted().toList()) {
                keys.add(NoteSigningKey.read(file));
            }
        }
        return keys;
    }

    private static boolean isOther(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("audit-log.") && name.endsWith(".key") && !name.equals("audit-log.key");
    }
}
