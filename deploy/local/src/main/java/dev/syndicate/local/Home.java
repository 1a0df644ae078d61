package dev.syndicate.local;

import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that holds everything of one running machine: data, keys, secrets, logs and pid files.
 *
 * @param directory for example {@code .local}
 */
public record Home(Path directory) {

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    Path database() {
        return directory.resolve("postgres");
    }

    /** The private keys of one service; no service sees another's. */
    Path keys(Component service) {
        return directory.resolve("keys").resolve(service.label());
    }

    /** The key by which a service proves who it is, for a measurement that plays the service. */
    public SigningKey keyOf(Component service) throws IOException {
        return SigningKey.read(keys(service).resolve(service.label() + ".key.pem"));
    }

    /** The public keys of all. */
    public Path trust() {
        return directory.resolve("trust");
    }

    Path secrets() {
        return directory.resolve("secrets");
    }

    /** The files that a component keeps for itself, apart from the database. */
    Path state(Component component) {
        return directory.resolve("state").resolve(component.label());
    }

    public Path log(Component component) {
        return directory.resolve("log").resolve(component.label() + ".log");
    }

    Path pidFile(Component component) {
        return directory.resolve("run").resolve(component.label() + ".pid");
    }

    Path addresses() {
        return directory.resolve("addresses.properties");
    }

    void create() {
        try {
            Files.createDirectories(directory.resolve("log"));
            Files.createDirectories(directory.resolve("run"));
            Files.createDirectories(trust());
            createPrivate(secrets());
            createPrivate(directory.resolve("keys"));
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write below " + directory + ": " + failure.getMessage(), failure);
        }
    }

    static void createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
