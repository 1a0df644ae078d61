package dev.syndicate.local;

import com.fasterxml.uuid.Generators;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The Ed25519 keys of the services: private ones apart from each other, public ones where all can read them. And the
 * master key of persons' content.
 */
final class Keys {

    private static final int MASTER_KEY = 32;

    private final Home home;

    Keys(Home home) {
        this.home = home;
    }

    void create() {
        try {
            for (Component service : Component.services()) {
                Home.createPrivate(home.keys(service));
                create(service, service.label());
            }
            create(Component.GATEWAY, "permit-signing");
            create(Component.AUDIT, "receipt");
            createLogKey();
            createContentMaster();
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write keys below " + home.directory(), failure);
        }
    }

    private void create(Component owner, String name) throws IOException {
        Path file = home.keys(owner).resolve(name + ".key.pem");
        if (Files.notExists(file)) {
            SigningKey.generate().write(file);
        }
        SigningKey.read(file).verificationKey().write(home.trust().resolve(name + ".pub.pem"));
    }

    /** The same for all three that read what belongs to persons; policy-service has no part in it. */
    private void createContentMaster() throws IOException {
        String name = "content-master.key";
        Path first = home.keys(Component.GATEWAY).resolve(name);
        if (Files.notExists(first)) {
            byte[] key = new byte[MASTER_KEY];
            new SecureRandom().nextBytes(key);
            writePrivate(first, Base64.getEncoder().encodeToString(key) + "\n");
        }
        for (Component reader : List.of(Component.APPROVAL, Component.AUDIT)) {
            Path copy = home.keys(reader).resolve(name);
            if (Files.notExists(copy)) {
                writePrivate(copy, Files.readString(first));
            }
        }
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The key's name holds the log's id: whoever trusts the key trusts this log and no other. */
    private void createLogKey() throws IOException {
        Path file = home.keys(Component.AUDIT).resolve("audit-log.key");
        if (Files.notExists(file)) {
            NoteSigningKey.generate(
                            new LogId(Generators.timeBasedEpochGenerator().generate()))
                    .write(file);
        }
        String verificationKey = NoteSigningKey.read(file).verificationKey().toString();
        Files.writeString(home.trust().resolve("audit-log.vkey"), verificationKey + "\n");
    }
}
