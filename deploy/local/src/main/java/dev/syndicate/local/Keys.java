package dev.syndicate.local;

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
}
