package dev.syndicate.platform.content;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.util.SecretBytes;
import dev.syndicate.contracts.digest.DomainTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Master keys in files of the key directory, each 32 random bytes in Base64 ({@code openssl rand -base64 32}):
 * {@code content-master.key} encrypts; {@code content-master.<anything>.key} is an older one that still reads.
 */
public final class MasterKeyFiles {

    /** The file of the key that encrypts. */
    public static final String CURRENT = "content-master.key";

    private static final DomainTag ID = new DomainTag("syndicate/content-master/v1");
    private static final int LENGTH = 32;
    private static final int ID_LENGTH = 16;

    private MasterKeyFiles() {}

    /** Reads the keys once. A key that is missing or malformed is an error at start. */
    public static ContentMasters read(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> older = files.filter(file -> isOlder(file.getFileName().toString()))
                    .sorted()
                    .toList();
            return new ContentMasters(
                    master(directory.resolve(CURRENT)),
                    older.stream().map(MasterKeyFiles::master).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The key directory %s cannot be read".formatted(directory), e);
        }
    }

    private static boolean isOlder(String name) {
        return name.startsWith("content-master.") && name.endsWith(".key") && !name.equals(CURRENT);
    }

    private static ContentMaster master(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != LENGTH) {
                throw new IllegalArgumentException("%d bytes instead of %d".formatted(key.length, LENGTH));
            }
            return new ContentMaster(ID.digest(key).hex().substring(0, ID_LENGTH), Crypto.aead(keyset(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s must hold 32 random bytes in Base64: openssl rand -base64 32".formatted(file), e);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s must hold 32 random bytes in Base64: openssl rand -base64 32".formatted(file), e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle keyset(byte[] key) throws GeneralSecurityException {
        XAesGcmKey imported = XAesGcmKey.create(
                PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE_NO_PREFIX,
                SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()),
                null);
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(imported).withRandomId().makePrimary())
                .build();
    }
}
