package dev.syndicate.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The provider's RSA key: made at the first start, kept as a JWK so that tokens stay good across restarts. */
final class SigningKey {

    private SigningKey() {}

    static RSAKey in(Path directory) {
        Path file = directory.resolve("signing-key.json");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep the signing key in " + file.toAbsolutePath(), failure);
        } catch (JOSEException | ParseException failure) {
            throw new IllegalStateException(
                    file.toAbsolutePath() + " holds no usable signing key; delete it to get a new one", failure);
        }
    }

    private static void create(Path file) throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "signing-key", ".new");
        Files.writeString(fresh, key.toJSONString());
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
