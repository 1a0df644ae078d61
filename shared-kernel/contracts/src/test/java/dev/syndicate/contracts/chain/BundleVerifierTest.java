package dev.syndicate.contracts.chain;

import static dev.syndicate.contracts.chain.ChainFixture.KEY;
import static dev.syndicate.contracts.chain.ChainFixture.LOG;
import static dev.syndicate.contracts.chain.ChainFixture.ORIGIN;
import static dev.syndicate.contracts.chain.ChainFixture.bundle;
import static dev.syndicate.contracts.chain.ChainFixture.chain;
import static dev.syndicate.contracts.chain.ChainFixture.checkpoint;
import static dev.syndicate.contracts.chain.ChainFixture.event;
import static dev.syndicate.contracts.chain.ChainFixture.flipBody;
import static dev.syndicate.contracts.chain.ChainFixture.flipHeader;
import static dev.syndicate.contracts.chain.ChainFixture.left;
import static dev.syndicate.contracts.chain.ChainFixture.relink;
import static dev.syndicate.contracts.chain.ChainFixture.rewritten;
import static dev.syndicate.contracts.chain.ChainFixture.root;
import static dev.syndicate.contracts.chain.ChainFixture.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.ChainVerdict.Intact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BundleVerifierTest {

    private static final int SIZE = 11;
    private static final SignedNote CHECKPOINT = checkpoint(chain(SIZE));

    @Test
    void theUntouchedControlIsIntact() {
        assertThat(verify(bundle(chain(SIZE), CHECKPOINT))).isInstanceOfSatisfying(Intact.class, intact -> {
            assertThat(intact.first()).isZero();
            assertThat(intact.last()).isEqualTo(SIZE - 1);
            assertThat(intact.checkpoint().root()).isEqualTo(root(chain(SIZE)));
        });
    }

    @TestFactory
    Stream<DynamicTest> namesTheFirstBrokenRecord() {
        return IntStream.range(0, SIZE).boxed().flatMap(i -> {
            boolean last = i == SIZE - 1;
            return Stream.of(
                    attack("flip a body bit at " + i, ChainFault.BODY_HASH, i, c -> set(c, i, flipBody(c.get(i), 20))),
                    attack(
                            "edit body and hash at " + i,
                            last ? ChainFault.TREE_ROOT : ChainFault.LINK,
                            last ? 0 : i,
                            c -> set(c, i, rewritten(c.get(i), "forged"))),
                    attack(
                            "flip the event id at " + i,
                            last ? ChainFault.TREE_ROOT : ChainFault.LINK,
                            last ? 0 : i,
                            c -> set(c, i, flipHeader(c.get(i), 60))),
                    attack("flip the link at " + i, ChainFault.LINK, i, c -> set(c, i, flipHeader(c.get(i), 120))),
                    attack(
                            "edit and recompute every later hash from " + i,
                            ChainFault.TREE_ROOT,
                            0,
                            c -> relinked(set(c, i, rewritten(c.get(i), "forged")), i + 1)),
                    attack("delete " + i, last ? ChainFault.TRUNCATED : ChainFault.SEQUENCE, i, c -> without(c, i)),
                    attack(
                            "delete and renumber " + i,
                            last ? ChainFault.TRUNCATED : ChainFault.TRUNCATED,
                            SIZE - 1,
                            c -> relinked(without(c, i), i)),
                    attack(
                            "another log's header at " + i,
                            ChainFault.WRONG_LOG,
                            i,
                            c -> set(c, i, foreign().get(i))),
                    attack(
                            "flip the format tag at " + i,
                            ChainFault.HEADER_MALFORMED,
                            i,
                            c -> set(c, i, flipHeader(c.get(i), 3))),
                    attack(
                            "shift a field boundary at " + i,
                            ChainFault.HEADER_MALFORMED,
                            i,
                            c -> set(c, i, shifted(c.get(i)))));
        });
    }

    @TestFactory
    Stream<DynamicTest> findsEveryStructuralAttack() {
        return Stream.of(
                attack("swap two", ChainFault.SEQUENCE, 3, c -> swapped(c, 3, 4)),
                attack("insert one twice", ChainFault.SEQUENCE, 5, c -> {
                    c.add(5, c.get(4));
                    return c;
                }),
                attack("append one more", ChainFault.SURPLUS, SIZE, c -> {
                    c.add(ChainFixture.record(LOG, c, event(99), "s"));
                    return c;
                }),
                attack("truncate the tail", ChainFault.TRUNCATED, 8, c -> new ArrayList<>(c.subList(0, 8))),
                attack("back-date a record", ChainFault.RECORDED_AT, 6, c -> relinked(set(c, 6, backDated(c)), 7)),
                attack(
                        "an epoch beyond the checkpoint's",
                        ChainFault.WRONG_EPOCH,
                        4,
                        c -> set(c, 4, flipHeader(c.get(4), 38))),
                attack("a body that is not canonical", ChainFault.BODY_MALFORMED, 2, c -> replaced(c, " %s")),
                attack(
                        "a body with a doubled key",
                        ChainFault.BODY_MALFORMED,
                        2,
                        c -> replaced(c, "{\"a\":1,\"a\":1}")),
                attack(
                        "a body of an older schema",
                        ChainFault.BODY_MALFORMED,
                        2,
                        c -> replaced(c, "{\"schema\":\"record/v0\"}")));
    }

    @Test
    void refusesAnEmptyBundleAndAnEmptyRange() {
        assertBroken(verify(new byte[0]), ChainFault.EMPTY, null);
        String noRecords = line(bundle(chain(SIZE), CHECKPOINT)).replace("\"count\":11", "\"count\":0");
        assertBroken(verify(bytes(noRecords)), ChainFault.BUNDLE_MALFORMED, null);
    }

    @Test
    void refusesAnythingTheTrustedKeyDidNotSign() {
        NoteSigningKey thief = ChainFixture.signingKey(LOG, (byte) 9);
        SignedNote forged = new Checkpoint(ORIGIN.toString(), SIZE, root(chain(SIZE))).sign(thief);
        assertBroken(verify(bundle(chain(SIZE), forged)), ChainFault.CHECKPOINT_SIGNATURE, null);
        assertBroken(
                verify(bundle(chain(SIZE), CHECKPOINT), thief.verificationKey()),
                ChainFault.CHECKPOINT_SIGNATURE,
                null);
    }

    @Test
    void anEarlierCheckpointNamesWhereAStolenKeyBegan() {
        List<ChainRecord> honest = chain(SIZE);
        SignedNote earlier = checkpoint(honest.subList(0, 6));
        List<ChainRecord> forged = relinked(set(chain(SIZE), 4, rewritten(honest.get(4), "forged")), 5);
        SignedNote signedByThief = checkpoint(forged);
        List<SignedNote> notes = List.of(checkpoint(honest.subList(0, 3)), earlier, signedByThief);
        byte[] bundle = bundle(BundleManifest.range(ORIGIN, CompactRange.empty(), SIZE, notes), forged);
        assertBroken(verify(bundle), ChainFault.TREE_ROOT, 3L);
    }

    @Test
    void refusesACheckpointOfAnotherSizeOrLog() {
        SignedNote smaller = checkpoint(chain(SIZE - 1));
        BundleManifest honest = BundleManifest.range(ORIGIN, CompactRange.empty(), SIZE, List.of(smaller));
        assertBroken(verify(bundle(honest, chain(SIZE))), ChainFault.CHECKPOINT_MISMATCH, null);
        LogId other = LogId.parse("01980f3e-7c00-7000-8000-000000000002");
        SignedNote foreign = new Checkpoint(new LogOrigin(other, 1).toString(), SIZE, root(chain(SIZE))).sign(KEY);
        assertBroken(verify(bundle(chain(SIZE), foreign)), ChainFault.CHECKPOINT_MISMATCH, null);
        SignedNote extended = SignedNote.sign(CHECKPOINT.text() + "extension\n", KEY);
        BundleManifest odd = BundleManifest.range(ORIGIN, CompactRange.empty(), SIZE, List.of(extended));
        assertBroken(verify(bundle(odd, chain(SIZE))), ChainFault.CHECKPOINT_MALFORMED, null);
    }

    @Test
    void everyFlippedByteIsFound() {
        byte[] good = bundle(chain(2), checkpoint(chain(2)));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(verify(bad)).as("byte %d", i).isInstanceOf(Broken.class);
        }
    }

    @Test
    void everyTruncationIsFound() {
        byte[] good = bundle(chain(2), checkpoint(chain(2)));
        for (int i = 0; i < good.length; i++) {
            assertThat(verify(Arrays.copyOf(good, i))).as("length %d", i).isInstanceOf(Broken.class);
        }
    }

    @Test
    void aRangeThatStartsInTheMiddleLeadsToTheSameRoot() {
        List<ChainRecord> chain = chain(SIZE);
        for (int first = 1; first < SIZE; first++) {
            BundleManifest manifest =
                    BundleManifest.range(ORIGIN, left(chain, first), SIZE - first, List.of(CHECKPOINT));
            assertThat(verify(bundle(manifest, chain.subList(first, SIZE)))).isInstanceOf(Intact.class);
            List<ChainRecord> forged = new ArrayList<>(chain.subList(first, SIZE));
            forged.set(0, rewritten(forged.getFirst(), "forged"));
            assertThat(verify(bundle(manifest, forged))).isInstanceOf(Broken.class);
        }
    }

    @Test
    void aSelectionProvesEachRecordAlone() throws IOException {
        List<ChainRecord> chain = chain(SIZE);
        assertThat(verify(selection(chain, 2, 5, 9)))
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.count()).isEqualTo(3));
        assertBroken(verify(selection(set(chain(SIZE), 5, flipBody(chain.get(5), 9)), 2, 5)), ChainFault.BODY_HASH, 5L);
        List<ChainRecord> forged = set(chain(SIZE), 5, rewritten(chain.get(5), "forged"));
        assertBroken(verify(selection(forged, 2, 5)), ChainFault.INCLUSION, 5L);
        assertBroken(verify(selection(chain, 5, 2)), ChainFault.SEQUENCE, 2L);
    }

    private static byte[] selection(List<ChainRecord> chain, int... sequences) throws IOException {
        List<Hash> honest = chain(SIZE).stream().map(ChainRecord::leaf).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter writer = new BundleWriter(out, BundleManifest.selection(ORIGIN, sequences.length, CHECKPOINT));
        for (int sequence : sequences) {
            writer.write(chain.get(sequence), MerkleTree.inclusionProof(sequence, SIZE, MerkleTree.nodesOf(honest)));
        }
        return out.toByteArray();
    }

    private static DynamicTest attack(
            String name, ChainFault fault, long sequence, UnaryOperator<List<ChainRecord>> change) {
        return dynamicTest(
                name, () -> assertBroken(verify(bundle(change.apply(chain(SIZE)), CHECKPOINT)), fault, sequence));
    }

    private static AbstractAssert<?, ?> assertBroken(ChainVerdict verdict, ChainFault fault, Long sequence) {
        return assertThat(verdict).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.fault()).as(broken.detail()).isEqualTo(fault);
            assertThat(broken.sequence()).as(broken.detail()).isEqualTo(sequence);
        });
    }

    private static List<ChainRecord> foreign() {
        return ChainFixture.chain(LogId.parse("01980f3e-7c00-7000-8000-000000000002"), SIZE);
    }

    private static ChainRecord shifted(ChainRecord record) {
        return new ChainRecord(Arrays.copyOf(record.header(), RecordHeader.LENGTH + 1), record.body());
    }

    private static ChainRecord backDated(List<ChainRecord> chain) {
        RecordHeader header = RecordHeader.parse(chain.get(6).header());
        return new ChainRecord(
                new RecordHeader(
                                header.log(),
                                header.epoch(),
                                header.sequence(),
                                header.recordedAt().minusSeconds(3600),
                                header.eventId(),
                                header.bodyLength(),
                                header.bodyHash(),
                                header.previous())
                        .bytes(),
                chain.get(6).body());
    }

    private static List<ChainRecord> replaced(List<ChainRecord> chain, String template) {
        String old = new String(chain.get(2).body(), StandardCharsets.UTF_8);
        byte[] body = bytes(template.replace("%s", old));
        chain.set(2, ChainFixture.next(LOG, chain.subList(0, 2), event(2), body));
        return relinked(chain, 3);
    }

    private static List<ChainRecord> set(List<ChainRecord> chain, int index, ChainRecord record) {
        chain.set(index, record);
        return chain;
    }

    private static List<ChainRecord> without(List<ChainRecord> chain, int index) {
        chain.remove(index);
        return chain;
    }

    private static List<ChainRecord> swapped(List<ChainRecord> chain, int one, int two) {
        ChainRecord kept = chain.get(one);
        chain.set(one, chain.get(two));
        chain.set(two, kept);
        return chain;
    }

    private static List<ChainRecord> relinked(List<ChainRecord> chain, int from) {
        relink(chain, from);
        return chain;
    }

    private static String line(byte[] bundle) {
        String text = new String(bundle, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\n') + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
