package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors of docs/spec/chain-format.md: whoever implements the specification anew must agree on all of them. */
class ChainVectorsTest {

    @Test
    void aRecordHasTheBytesOfTheVector() throws IOException {
        JsonNode vector = Vectors.read(Vectors.CHAIN_FORMAT, "record.json");
        ChainRecord record = ChainFixture.chain(2).getLast();
        assertThat(ChainFixture.LOG.genesis().digest().hex())
                .isEqualTo(vector.get("genesis").asText());
        assertThat(ChainFixture.event(1).digest())
                .hasToString(vector.get("eventDigest").asText());
        assertThat(new String(record.body(), StandardCharsets.UTF_8))
                .isEqualTo(vector.get("body").asText());
        assertThat(RecordBody.hash(record.body()).digest().hex())
                .isEqualTo(vector.get("bodyHash").asText());
        assertThat(HexFormat.of().formatHex(record.header()))
                .isEqualTo(vector.get("header").asText());
        assertThat(record.leaf().digest().hex()).isEqualTo(vector.get("leaf").asText());
        RecordHeader header = RecordHeader.parse(record.header());
        assertThat(header.bytes()).isEqualTo(record.header());
        assertThat(header.sequence()).isEqualTo(1);
        assertThat(header.previous()).isEqualTo(ChainFixture.chain(1).getLast().leaf());
    }

    @TestFactory
    Stream<DynamicTest> bundlesAreJudgedAsTheVectorsSay() throws IOException {
        JsonNode vectors = Vectors.read(Vectors.CHAIN_FORMAT, "bundles.json");
        NoteVerificationKey key =
                NoteVerificationKey.parse(vectors.get("trustedKey").asText());
        return StreamSupport.stream(vectors.get("bundles").spliterator(), false)
                .map(test -> dynamicTest(
                        test.get("file").asText() + " "
                                + test.path("trustedKeys").size(),
                        () -> assertThat(verdict(test, key))
                                .isEqualTo(test.get("verdict").asText())));
    }

    static String verdict(JsonNode test, NoteVerificationKey key) throws IOException {
        Path file = Vectors.CHAIN_FORMAT.resolve(test.get("file").asText());
        NoteVerificationKey[] keys = StreamSupport.stream(
                        test.path("trustedKeys").spliterator(), false)
                .map(text -> NoteVerificationKey.parse(text.asText()))
                .toArray(NoteVerificationKey[]::new);
        return ChainFixture.judged(
                Files.readAllBytes(file), null, keys.length == 0 ? new NoteVerificationKey[] {key} : keys);
    }

    static String text(ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Intact intact -> "intact " + intact.first() + ".." + intact.last();
            case ChainVerdict.Broken broken -> broken.fault().wireName() + " at " + broken.sequence();
        };
    }
}
