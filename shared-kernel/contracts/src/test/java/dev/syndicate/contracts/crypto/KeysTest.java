package dev.syndicate.contracts.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final byte[] MESSAGE = {0x72};

    @TempDir
    Path folder;

    /** RFC 8032, 7.1, test 2. */
    @Test
    void signsAsRfc8032Does() {
        SigningKey key = SigningKey.ofSeed(
                HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        byte[] signature = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(HexFormat.of().formatHex(key.verificationKey().raw()))
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(key.sign(MESSAGE)).isEqualTo(signature);
        assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(key.verificationKey().verifies(new byte[] {0x73}, signature)).isFalse();
        assertThat(key.verificationKey().verifies(MESSAGE, new byte[3])).isFalse();
    }

    @Test
    void keepsKeysAsPemFiles() throws IOException {
        SigningKey key = SigningKey.generate();
        Path secret = folder.resolve("service.key.pem");
        Path open = folder.resolve("service.pub.pem");
        key.write(secret);
        key.verificationKey().write(open);

        assertThat(SigningKey.read(secret).verificationKey()).isEqualTo(key.verificationKey());
        assertThat(VerificationKey.read(open)).isEqualTo(key.verificationKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(open))
                .startsWith("-----BEGIN PUBLIC KEY-----\n")
                .endsWith("-----END PUBLIC KEY-----\n");
        assertThatThrownBy(() -> SigningKey.generate().write(secret)).isInstanceOf(FileAlreadyExistsException.class);
    }

    /** The key pair of RFC 8410, 10.1 and 10.3, as OpenSSL writes them. */
    @Test
    void readsTheKeysOfRfc8410() {
        SigningKey key = SigningKey.parsePem("""
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                -----END PRIVATE KEY-----
                """);
        VerificationKey open = VerificationKey.parsePem("""
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                -----END PUBLIC KEY-----
                """);
        assertThat(key.verificationKey()).isEqualTo(open).isEqualTo(VerificationKey.ofRaw(open.raw()));
        assertThat(key.id().value()).hasSize(16).isEqualTo(open.id().value());
    }

    @Test
    void refusesWhatIsNoKey() {
        for (String pem :
                new String[] {"", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "MCowBQYDK2VwAyEA"}) {
            assertThatThrownBy(() -> VerificationKey.parsePem(pem)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SigningKey.parsePem(pem)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new KeyId("ABCDEF0123456789")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverShowsTheSecret() {
        SigningKey key = SigningKey.generate();
        assertThat(key).hasToString("Ed25519 private key of Ed25519 public key " + key.id());
    }
}
