package dev.syndicate.testing.keys;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * New keys for all services, laid out as {@code SYNDICATE_KEYS} and {@code SYNDICATE_TRUST} want them: private keys as
 * {@code <name>.key.pem}, public ones as {@code <name>.pub.pem}; the audit log's, {@code audit-log.key} and
 * {@code audit-log.vkey}; and {@code content-master.key}.
 *
 * @param keys the directory with every private key; a real installation gives each service only its own
 * @param trust the directory with the public keys
 */
public record TestKeys(Path keys, Path trust) {

    private static final List<String> NAMES = List.of(
            "execution-gateway", "approval-service", "policy-service", "audit-service", "permit-signing", "receipt");

    /** Generates the keys in two new directories under this one. */
    public static TestKeys in(Path parent) {
        try {
            TestKeys made = new TestKeys(
                    Files.createDirectories(parent.resolve("keys")), Files.createDirectories(parent.resolve("trust")));
            for (String name : NAMES) {
                made.generate(name);
            }
            made.generateLog();
            made.generateContentMaster();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no key directories in " + parent, e);
        }
    }

    /** Generates the keys in a new temporary directory. */
    public static TestKeys temporary() {
        try {
            return in(Files.createTempDirectory("syndicate-keys"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }

    /** The two settings, by the names that services read. */
    public Map<String, String> properties() {
        return Map.of("SYNDICATE_KEYS", keys.toString(), "SYNDICATE_TRUST", trust.toString());
    }

    /** The private key of this name, for example {@code execution-gateway}, to act as that service. */
    public SigningKey signingKey(String name) {
        try {
            return SigningKey.read(keys.resolve(name + ".key.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The audit log's key names a log of its own. */
    private void generateLog() throws IOException {
        NoteSigningKey key = NoteSigningKey.generate(new LogId(UUID.randomUUID()));
        key.write(keys.resolve("audit-log.key"));
        Files.writeString(trust.resolve("audit-log.vkey"), key.verificationKey() + "\n");
    }

    private void generateContentMaster() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.writeString(
                keys.resolve("content-master.key"), Base64.getEncoder().encodeToString(key) + "\n");
    }

    private void generate(String name) throws IOException {
        SigningKey key = SigningKey.generate();
        key.write(keys.resolve(name + ".key.pem"));
        Files.writeString(
                trust.resolve(name + ".pub.pem"), key.verificationKey().pem());
    }
}
