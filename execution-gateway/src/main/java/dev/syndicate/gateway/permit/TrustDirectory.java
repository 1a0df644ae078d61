package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.crypto.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Public keys of one purpose in the trust directory: {@code <purpose>.pub.pem} and {@code <purpose>.*.pub.pem}. */
public final class TrustDirectory {

    private static final String PUBLIC = ".pub.pem";

    private TrustDirectory() {}

    /** All keys of the purpose. None at all is an error at start: nothing could ever be believed. */
    public static List<VerificationKey> keys(Path directory, String purpose) {
        List<VerificationKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> isOf(file, purpose)).sorted().toList()) {
                keys.add(VerificationKey.read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("SYNDICATE_TRUST (%s) cannot be read".formatted(directory), e);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("SYNDICATE_TRUST (%s) holds no %s%s".formatted(directory, purpose, PUBLIC));
        }
        return keys;
    }

    /** The same, to verify signatures with. */
    public static TrustedKeys trusted(Path directory, String purpose) {
        return TrustedKeys.of(keys(directory, purpose));
    }

    private static boolean isOf(Path file, String purpose) {
        String name = file.getFileName().toString();
        return name.equals(purpose + PUBLIC) || name.startsWith(purpose + ".") && name.endsWith(PUBLIC);
    }
}
