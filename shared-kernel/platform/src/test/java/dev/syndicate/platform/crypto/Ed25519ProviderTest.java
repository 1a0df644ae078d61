package dev.syndicate.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Ed25519ProviderTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/chain-format/ed25519.json");
    private static final String JDK = "SunEC";

    @BeforeAll
    static void install() {
        Ed25519Provider.install();
        Ed25519Provider.install();
    }

    @Test
    void comesBeforeTheOneOfTheJdk() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(pair.getPublic());

        assertThat(signing.getProvider().getName()).isEqualTo(Ed25519Provider.NAME);
        assertThat(verifying.getProvider().getName()).isEqualTo(Ed25519Provider.NAME);
    }

    @Test
    void judgesTheVectorsAsTheySay() throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile());
        assertThat(vectors.get("tests")).hasSizeGreaterThan(20);
        for (JsonNode test : vectors.get("tests")) {
            VerificationKey key = VerificationKey.ofRaw(bytes(test.has("pk") ? test.get("pk") : vectors.get("pk")));
            assertThat(key.verifies(bytes(test.get("msg")), bytes(test.get("sig"))))
                    .as(test.toString())
                    .isEqualTo(test.get("result").asText().equals("valid"));
        }
    }

    @Test
    void signsAndVerifiesAsTheJdkDoes() throws GeneralSecurityException {
        Random random = new Random(25519);
        for (int length = 0; length < 300; length += 7) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] message = new byte[length];
            random.nextBytes(message);
            byte[] ours = signed(Ed25519Provider.NAME, pair.getPrivate(), message);

            assertThat(ours).isEqualTo(signed(JDK, pair.getPrivate(), message));
            assertThat(verified(Ed25519Provider.NAME, pair.getPublic(), message, ours))
                    .isTrue();
            ours[random.nextInt(ours.length)] ^= 1;
            assertThat(verified(Ed25519Provider.NAME, pair.getPublic(), message, ours))
                    .isEqualTo(verified(JDK, pair.getPublic(), message, ours))
                    .isFalse();
        }
    }

    @Test
    void takesOneMessageAfterTheOtherAndInPieces() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signing = Signature.getInstance("Ed25519", Ed25519Provider.NAME);
        signing.initSign(pair.getPrivate());
        signing.update((byte) 1);
        signing.update(new byte[] {0, 2, 3, 0}, 1, 2);
        byte[] first = signing.sign();
        signing.update((byte) 9);

        assertThat(verified(JDK, pair.getPublic(), new byte[] {1, 2, 3}, first)).isTrue();
        assertThat(verified(JDK, pair.getPublic(), new byte[] {9}, signing.sign()))
                .isTrue();
    }

    @Test
    void refusesSignaturesOfAnotherLength() {
        SigningKey key = SigningKey.generate();
        byte[] message = {1};
        byte[] signature = key.sign(message);

        assertThat(key.verificationKey().verifies(message, signature)).isTrue();
        assertThat(key.verificationKey().verifies(message, new byte[0])).isFalse();
        assertThat(key.verificationKey().verifies(message, Arrays.copyOf(signature, 65)))
                .isFalse();
        assertThat(key.verificationKey().verifies(message, Arrays.copyOf(signature, 63)))
                .isFalse();
    }

    private static byte[] signed(String provider, PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519", provider);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    /** A signature that the JDK will not even read is none. */
    private static boolean verified(String provider, PublicKey key, byte[] message, byte[] signed)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519", provider);
        signature.initVerify(key);
        signature.update(message);
        try {
            return signature.verify(signed);
        } catch (SignatureException unreadable) {
            return false;
        }
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }
}
