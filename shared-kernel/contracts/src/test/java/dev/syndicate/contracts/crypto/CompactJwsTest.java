package dev.syndicate.contracts.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.crypto.InvalidJwsException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CompactJwsTest {

    private static final String TYPE = "test+jwt";
    private static final byte[] PAYLOAD = "{}".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey key = SigningKey.generate();
    private final TrustedKeys trusted = TrustedKeys.of(SigningKey.generate().verificationKey(), key.verificationKey());

    @Test
    void believesWhatATrustedKeySigned() throws InvalidJwsException {
        CompactJws jws = CompactJws.verify(CompactJws.sign(key, TYPE, PAYLOAD), TYPE, trusted);
        assertThat(jws.payload()).isEqualTo(PAYLOAD);
        assertThat(jws.keyId()).isEqualTo(key.id());
    }

    @Test
    void refusesAnotherTypeKeyAlgorithmOrHeader() {
        assertRefused(CompactJws.sign(key, "other+jwt", PAYLOAD), Reason.WRONG_TYPE);
        assertRefused(CompactJws.sign(SigningKey.generate(), TYPE, PAYLOAD), Reason.UNKNOWN_KEY);
        assertRefused(withHeader("{'alg':'none','kid':'KID','typ':'test+jwt'}"), Reason.WRONG_ALGORITHM);
        assertRefused(withHeader("{'alg':'HS256','kid':'KID','typ':'test+jwt'}"), Reason.WRONG_ALGORITHM);
        assertRefused(withHeader("{'kid':'KID','typ':'test+jwt'}"), Reason.WRONG_ALGORITHM);
        assertRefused(withHeader("{'alg':'EdDSA','kid':'KID'}"), Reason.WRONG_TYPE);
        assertRefused(withHeader("{'alg':'EdDSA','kid':'KID','typ':'TEST+JWT'}"), Reason.WRONG_TYPE);
        assertRefused(withHeader("{'alg':'EdDSA','typ':'test+jwt'}"), Reason.UNKNOWN_KEY);
        assertRefused(withHeader("{'alg':'EdDSA','kid':1,'typ':'test+jwt'}"), Reason.UNKNOWN_KEY);
        assertRefused(
                withHeader("{'alg':'EdDSA','crit':['b64'],'b64':false,'kid':'KID','typ':'test+jwt'}"),
                Reason.UNKNOWN_HEADER);
        assertRefused(withHeader("{'alg':'EdDSA','jwk':{},'kid':'KID','typ':'test+jwt'}"), Reason.UNKNOWN_HEADER);
        assertRefused(withHeader("{'alg':'none','alg':'EdDSA','kid':'KID','typ':'test+jwt'}"), Reason.MALFORMED_HEADER);
        assertRefused(withHeader("[]"), Reason.MALFORMED_HEADER);
    }

    @Test
    void refusesAnyChangedByte() {
        String text = CompactJws.sign(key, TYPE, PAYLOAD);
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(catchThrowableOfType(InvalidJwsException.class, () -> CompactJws.verify(changed, TYPE, trusted)))
                    .as("character %d", i)
                    .isNotNull();
        }
    }

    @Test
    void refusesEveryTextButTheCanonicalOne() {
        String text = CompactJws.sign(key, TYPE, PAYLOAD);
        assertRefused(text + "==", Reason.NOT_BASE64URL);
        assertRefused(text + "\n", Reason.NOT_BASE64URL);
        assertRefused(" " + text, Reason.NOT_BASE64URL);
        assertRefused(text + ".", Reason.NOT_COMPACT);
        assertRefused("", Reason.NOT_COMPACT);
        assertRefused("..", Reason.MALFORMED_HEADER);
        assertRefused("a".repeat(CompactJws.MAX_LENGTH + 1), Reason.TOO_LONG);
        assertRefused(text.substring(0, text.lastIndexOf('.') + 1), Reason.BAD_SIGNATURE);
        // 64 bytes leave four unused bits in the last character: sixteen texts for one signature, one of them
        // canonical.
        char last = text.charAt(text.length() - 1);
        assertRefused(text.substring(0, text.length() - 1) + (char) (last + 1), Reason.NOT_BASE64URL);
    }

    private String withHeader(String header) {
        String json = header.replace('\'', '"').replace("KID", key.id().value());
        String input = encode(json.getBytes(StandardCharsets.US_ASCII)) + "." + encode(PAYLOAD);
        return input + "." + encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertRefused(String text, Reason reason) {
        InvalidJwsException refusal =
                catchThrowableOfType(InvalidJwsException.class, () -> CompactJws.verify(text, TYPE, trusted));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }
}
