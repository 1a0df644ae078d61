package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.CanonicalScan;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the fast way is sure of, the strict way accepts; whatever is cut from a line, the strict parser reads alike. */
class FastAndStrictTest {

    private static final int MUTATIONS = 60_000;
    private static final byte[] INTERESTING = "{}[]\",:\\u0b1e-.+ tfnx\u0000\u001f".getBytes(StandardCharsets.US_ASCII);

    @Test
    void recordsAreReadFast() {
        assertThat(ChainFixture.chain(3)).allMatch(record -> BodyScan.isSurelyAccepted(record.body()));
        assertThat(BodyScan.isSurelyAccepted(rich())).isTrue();
    }

    @Test
    void adoptionsAndRotationsAreParsed() {
        assertThat(EpochFixture.chain())
                .filteredOn(record -> !BodyScan.isSurelyAccepted(record.body()))
                .hasSize(1);
        assertThat(RotationFixture.chain())
                .filteredOn(record -> !BodyScan.isSurelyAccepted(record.body()))
                .hasSize(1);
    }

    @Test
    void whatTheFastWayIsSureOfIsAccepted() {
        Random random = new Random(1);
        int sure = 0;
        for (byte[] body : List.of(ChainFixture.chain(1).getFirst().body(), rich())) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = mutated(body, random);
                if (CanonicalScan.isSurelyCanonical(mutated, (depth, name, nameEnd, value, valueEnd) -> {})) {
                    assertThat(isCanonical(mutated)).as(text(mutated)).isTrue();
                }
                if (BodyScan.isSurelyAccepted(mutated)) {
                    sure++;
                    RecordBody parsed = RecordBody.parse(mutated);
                    assertThat(parsed.adoption()).isEmpty();
                    assertThat(parsed.keyRotation()).isEmpty();
                }
            }
        }
        assertThat(sure).isPositive();
    }

    @Test
    void canonicalJsonOfTheVectorsIsScanned() throws IOException {
        Path official = Path.of("../../docs/spec/vectors/canonical-json/official/output");
        try (Stream<Path> files = Files.list(official)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (CanonicalScan.isSurelyCanonical(bytes, (depth, name, nameEnd, value, valueEnd) -> {})) {
                    assertThat(isCanonical(bytes)).as(file.toString()).isTrue();
                }
            }
        }
    }

    @Test
    void everyShortObjectIsJudgedAsTheStrictParserDoes() {
        byte[] alphabet = "{}\"ab,:1-0[]\\n".getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(2);
        for (int i = 0; i < 400_000; i++) {
            byte[] text = new byte[2 + random.nextInt(12)];
            for (int j = 1; j < text.length - 1; j++) {
                text[j] = alphabet[random.nextInt(alphabet.length)];
            }
            text[0] = '{';
            text[text.length - 1] = '}';
            if (CanonicalScan.isSurelyCanonical(text, (depth, name, nameEnd, value, valueEnd) -> {})) {
                assertThat(isCanonical(text)).as(text(text)).isTrue();
            }
        }
    }

    @Test
    void aLineIsCutAsTheStrictParserReadsIt() {
        byte[] bundle = ChainFixture.bundle(ChainFixture.chain(1), ChainFixture.checkpoint(ChainFixture.chain(1)));
        byte[] line = text(bundle).split("\n")[1].getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(line, random);
            assertThat(read(mutated, true)).as(text(mutated)).isEqualTo(read(mutated, false));
        }
    }

    private static String read(byte[] line, boolean fast) {
        try {
            CheckedRecord record = (fast ? RecordLine.parse(line, false) : RecordLine.strict(line, false)).record();
            return record.leaf() + " " + record.bodyFault();
        } catch (IllegalArgumentException e) {
            return "unreadable";
        }
    }

    private static boolean isCanonical(byte[] bytes) {
        try {
            return Json.parseCanonical(bytes) instanceof JsonObject;
        } catch (InadmissibleJsonException e) {
            return false;
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = INTERESTING[random.nextInt(INTERESTING.length)];
                case 2 -> mutated = without(mutated, at);
                default -> mutated = with(mutated, at, INTERESTING[random.nextInt(INTERESTING.length)]);
            }
        }
        return mutated;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }

    private static byte[] with(byte[] bytes, int at, byte b) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = b;
        return longer;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] rich() {
        JsonObject facts = JsonObject.builder()
                .put("session", "s \u00e9 \u20ac \ud83d\ude00 \u0001 \b \" \\ \u001f \u007f")
                .put("flags", JsonArray.of(JsonValue.of(true), JsonValue.of(false), JsonObject.EMPTY))
                .put("outcome", JsonObject.builder().put("exitCode", -1).put("late", false))
                .put("digests", JsonObject.builder().put("action", "sha256:00"))
                .build();
        return RecordBody.of(ChainFixture.event(1), facts).bytes();
    }
}
