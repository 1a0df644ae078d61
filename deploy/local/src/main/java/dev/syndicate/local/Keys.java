package dev.syndicate.local;

import com.fasterxml.uuid.Generators;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Ed25519 keys of the services: private ones apart from each other, public ones where all can read them. */
final class Keys {

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
