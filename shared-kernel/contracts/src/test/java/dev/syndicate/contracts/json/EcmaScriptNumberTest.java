package dev.syndicate.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcmaScriptNumberTest {

    private static final int SERIAL = 2000;
    private static final int LINES = 1_000_000;

    @Test
    void writesTheTableOfRfc8785() {
        for (String line : Vectors.lines("canonical-json/rfc8785-appendix-b.txt")) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            if (Double.isFinite(value)) {
                assertThat(EcmaScriptNumber.text(value)).as(line).isEqualTo(line.substring(17));
            }
        }
    }

    @Test
    void writesTheFirstSubnormals() {
        List<String> expected = List.of("5e-324", "1e-323", "1.5e-323", "2e-323", "2.5e-323", "3e-323", "3.5e-323");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(EcmaScriptNumber.text(Double.longBitsToDouble(i + 1))).isEqualTo(expected.get(i));
        }
    }

    /** The generator and the checksums are those of cyberphone/json-canonicalization, testdata/README.md. */
    @Test
    void hasThePublishedChecksumsForAMillionNumbers() throws GeneralSecurityException {
        List<String> checksums = Vectors.lines("canonical-json/official/es6-checksums.txt");
        Numbers numbers = new Numbers();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int next = 0;
        for (int n = 1; n <= LINES; n++) {
            double value = numbers.next();
            String line =
                    Long.toHexString(Double.doubleToRawLongBits(value)) + "," + EcmaScriptNumber.text(value) + "\n";
            sha256.update(line.getBytes(StandardCharsets.US_ASCII));
            String[] published = checksums.get(next).split(" ");
            if (n == Integer.parseInt(published[0])) {
                MessageDigest soFar = (MessageDigest) clone(sha256);
                assertThat(HexFormat.of().formatHex(soFar.digest()))
                        .as("%d lines", n)
                        .isEqualTo(published[1]);
                next++;
            }
        }
        assertThat(next).isEqualTo(4);
    }

    private static Object clone(MessageDigest digest) {
        try {
            return digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Numbers {

        private final List<String> fixed = Vectors.lines("canonical-json/official/es6-static.txt");
        private byte[] block = new byte[32];
        private ByteBuffer unread = ByteBuffer.allocate(0);
        private int index;

        double next() throws GeneralSecurityException {
            int i = index++;
            if (i < fixed.size()) {
                return Double.longBitsToDouble(Long.parseUnsignedLong(fixed.get(i), 16));
            }
            if (i < fixed.size() + SERIAL) {
                return Double.longBitsToDouble(0x0010000000000000L + i - fixed.size());
            }
            return random();
        }

        private double random() throws GeneralSecurityException {
            double value = 0;
            while (value == 0 || !Double.isFinite(value)) {
                if (!unread.hasRemaining()) {
                    block = MessageDigest.getInstance("SHA-256").digest(block);
                    unread = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
                }
                value = unread.getDouble();
            }
            return value;
        }
    }
}
