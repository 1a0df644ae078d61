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
import static dev.syndicate.contracts.chain.ChainFixture.judged;
import static dev.syndicate.contracts.chain.ChainFixture.left;
import static dev.syndicate.contracts.chain.ChainFixture.relink;
import static dev.syndicate.contracts.chain.ChainFixture.rewritten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every attack on a chain that can be made against a bundle (docs/attacks.md): each has to be found, with the first broken
 * sequence and a typed code, by both verifiers. The untouched controls pass.
 */
class AttackMatrixTest {

    private static final int SIZE = 11;
    private static final NoteSigningKey THIEF = ChainFixture.signingKey(LOG, (byte) 9);
    private static final LogId OTHER = LogId.parse("01980f3e-7c00-7000-8000-000000000002");

    @Test
    void theUntouchedControlsAreIntact() {
        assertThat(judged(honest(), null)).isEqualTo("intact 0..10");
        assertThat(judged(selection(chain(SIZE), path -> path, 2, 5, 9), null)).isEqualTo("intact 2..9");
        assertThat(judged(EpochFixture.bundle(EpochFixture.chain()), null)).isEqualTo("intact 0..10");
        assertThat(judged(RotationFixture.bundle(RotationFixture.chain()), null))
                .isEqualTo("intact 0..10");
        for (int kept = 1; kept <= SIZE; kept++) {
            assertThat(judged(honest(), kept(kept))).isEqualTo("intact 0..10");
        }
        assertThat(judged(from(6, chain(SIZE)), kept(6))).isEqualTo("intact 6..10");
    }

    @TestFactory
    Stream<DynamicTest> records() {
        return Stream.of(
                altered("flip a body bit", "body-hash at 6", c -> c.set(6, flipBody(c.get(6), 20))),
                altered("edit body and body hash", "link at 6", c -> c.set(6, rewritten(c.get(6), "forged"))),
                altered("edit and recompute every later hash", "tree-root at 0", c -> {
                    c.set(6, rewritten(c.get(6), "forged"));
                    relink(c, 7);
                }),
                altered("flip a header bit", "link at 6", c -> c.set(6, flipHeader(c.get(6), 60))),
                altered("flip the link", "link at 6", c -> c.set(6, flipHeader(c.get(6), 120))),
                altered("delete", "sequence at 6", c -> c.remove(6)),
                altered("delete and renumber", "truncated at 10", c -> {
                    c.remove(6);
                    relink(c, 6);
                }),
                altered("swap", "sequence at 5", c -> c.add(5, c.remove(6))),
                altered("insert", "sequence at 6", c -> c.add(6, c.get(5))),
                altered("move", "sequence at 2", c -> c.add(8, c.remove(2))),
                altered("move and renumber", "recorded-at at 8", c -> {
                    c.add(8, c.remove(2));
                    relink(c, 2);
                }),
                altered("back-date a record", "recorded-at at 6", AttackMatrixTest::backDate),
                altered("replay with another body", "link at 6", c -> c.set(6, replayed(c, 6, 5))),
                altered(
                        "splice from another log",
                        "wrong-log at 4",
                        c -> c.set(4, ChainFixture.chain(OTHER, 5).get(4))),
                altered(
                        "splice from another epoch",
                        "wrong-epoch at 7",
                        c -> c.set(7, EpochFixture.chain().get(7))),
                altered("raise the epoch", "wrong-epoch at 4", c -> c.set(4, flipHeader(c.get(4), 38))),
                altered("shift a field boundary", "header-malformed at 4", c -> c.set(4, resized(c.get(4), 141))),
                altered("cut a header", "header-malformed at 4", c -> c.set(4, resized(c.get(4), 139))),
                altered("an inner node for a leaf", "header-malformed at 0", c -> c.set(0, innerNode(c))),
                altered("an older record format", "header-malformed at 3", c -> c.set(3, flipHeader(c.get(3), 15))),
                altered("append", "surplus at 11", c -> c.add(ChainFixture.record(LOG, c, event(11), "s"))),
                altered(
                        "cut the tail",
                        "truncated at 8",
                        c -> c.subList(8, SIZE).clear()));
    }

    @TestFactory
    Stream<DynamicTest> bodies() {
        String body = new String(chain(3).get(2).body(), StandardCharsets.UTF_8);
        return Stream.of(
                body("a space in front", " " + body),
                body("a space inside", body.replaceFirst(":", ": ")),
                body("a doubled name", body.replaceFirst("\\{", "{\"canonicalization\":\"rfc8785\",")),
                body(
                        "a doubled name by an escape",
                        body.replaceFirst("\\{", "{\"\\\\u0063anonicalization\":\"rfc8785\",")),
                body("a lone surrogate", body.replace("\"s-2\"", "\"\\ud800\"")),
                body("a number that is not exact", body.replace("\"s-2\"", "9007199254740993")),
                body("a number in another form", body.replace("\"position\":102", "\"position\":1.02e2")),
                body("an upper-case escape", body.replace("\"s-2\"", "\"\\u001F\"")),
                body("an older schema", body.replace("record/v1", "record/v0")),
                body("another canonicalisation", body.replace("rfc8785", "none")),
                body("no event", "{\"canonicalization\":\"rfc8785\",\"schema\":\"record/v1\"}"),
                body("a time that is none", body.replace("2026-01-31", "2026-02-30")),
                body("not an object", "[]"),
                body("too deep", "[".repeat(65) + "]".repeat(65)),
                body("nothing", ""));
    }

    @TestFactory
    Stream<DynamicTest> files() {
        byte[] honest = honest();
        return Stream.of(
                file("nothing at all", "empty at null", new byte[0]),
                file("an export cut inside a line", "truncated at 10", Arrays.copyOf(honest, honest.length - 1)),
                file("an export cut behind a line", "truncated at 10", cutLastLine(honest)),
                file("only a manifest", "truncated at 0", text(text(honest).split("\n")[0] + "\n")),
                file(
                        "a manifest without its end",
                        "bundle-malformed at null",
                        text(text(honest).split("\n")[0])),
                edited("no records", "bundle-malformed at null", s -> s.replace("\"count\":11", "\"count\":0")),
                edited("an older bundle", "bundle-malformed at null", s -> s.replace("bundle/v1", "bundle/v0")),
                edited("no checkpoint", "bundle-malformed at null", s -> s.replaceFirst("\\[\"synd[^\\]]*\\]", "[]")),
                edited(
                        "an unsigned checkpoint",
                        "bundle-malformed at null",
                        s -> s.replaceFirst("\\\\n\\\\n\u2014[^\"]*", "\\\\n\\\\n")),
                edited(
                        "a key in the bundle",
                        "bundle-malformed at null",
                        s -> s.replaceFirst("\\{", "{\"key\":\"" + THIEF.verificationKey() + "\",")),
                edited("a doubled name", "bundle-malformed at null", s -> s.replaceFirst("\\{", "{\"count\":11,")),
                edited(
                        "a manifest of more",
                        "checkpoint-mismatch at null",
                        s -> s.replace("\"count\":11", "\"count\":12")),
                edited(
                        "another log",
                        "checkpoint-mismatch at null",
                        s -> s.replace("\"log\":\"" + LOG, "\"log\":\"" + OTHER)),
                edited("another epoch", "checkpoint-mismatch at null", s -> s.replace("\"epoch\":1", "\"epoch\":2")),
                edited("an empty line", "bundle-malformed at 0", s -> s.replaceFirst("\n", "\n\n")),
                edited("a line with more", "bundle-malformed at 0", s -> s.replaceFirst("\n\\{", "\n{\"a\":1,")),
                edited("a doubled body", "bundle-malformed at 0", s -> s.replaceFirst("\n\\{", "\n{\"body\":\"\",")),
                edited("Base 64 in another spelling", "bundle-malformed at 0", s -> s.replaceFirst("=\"", "\"")),
                edited(
                        "a proof in a range",
                        "bundle-malformed at 0",
                        s -> s.replaceFirst("(\"header\":\"[^\"]*\")}", "$1,\"proof\":[]}")),
                file("another left side", "tree-root at 6", withLeft(6)),
                file("a range relabelled", "sequence at 5", relabelled()));
    }

    @TestFactory
    Stream<DynamicTest> checkpoints() {
        List<ChainRecord> chain = chain(SIZE);
        String text = checkpoint(chain).text();
        SignedNote note = checkpoint(chain);
        return Stream.of(
                signed("an unknown key", "checkpoint-signature at null", SignedNote.sign(text, THIEF)),
                signed(
                        "the known key removed",
                        "checkpoint-signature at null",
                        SignedNote.sign(text, THIEF, RotationFixture.NEXT)),
                signed("the same key id, another signature", "checkpoint-signature at null", sameKeyId(text)),
                signed("a good and a bad line of the key", "checkpoint-signature at null", twoLines(text)),
                signed(
                        "a flipped bit between hash and signature",
                        "checkpoint-signature at null",
                        SignedNote.parse(note.toString().replaceFirst("\n11\n.", "\n11\nz"))),
                signed("an extension line", "checkpoint-malformed at null", SignedNote.sign(text + "more\n", KEY)),
                signed(
                        "a size with a leading zero",
                        "checkpoint-malformed at null",
                        SignedNote.sign(text.replace("\n11\n", "\n011\n"), KEY)),
                signed("another size", "checkpoint-mismatch at null", checkpoint(chain(SIZE - 1))),
                signed(
                        "another log under the same key",
                        "checkpoint-mismatch at null",
                        SignedNote.sign(text.replace(LOG.toString(), OTHER.toString()), KEY)),
                signed(
                        "the root of something else",
                        "tree-root at 0",
                        checkpoint(chain(12).subList(1, 12))),
                dynamicTest("a retired key", () -> {
                    List<ChainRecord> rotated = RotationFixture.chain();
                    List<SignedNote> notes = List.of(
                            RotationFixture.signed(rotated, 6, KEY, RotationFixture.NEXT),
                            RotationFixture.signed(rotated, SIZE, KEY));
                    assertThat(judged(RotationFixture.bundle(rotated, notes), null))
                            .isEqualTo("checkpoint-signature at null");
                }),
                dynamicTest("a forged adoption", () -> {
                    SignedNote forged = SignedNote.sign(EpochFixture.lost().text(), THIEF);
                    Adoption adoption = Adoption.of(
                            forged,
                            6,
                            EpochFixture.adoption().by(),
                            "mine",
                            EpochFixture.adoption().at());
                    assertThat(judged(EpochFixture.bundle(EpochFixture.chain(adoption.json())), null))
                            .isEqualTo("adoption at 6");
                }),
                dynamicTest("a stolen key, seen by an earlier checkpoint in the bundle", () -> {
                    List<SignedNote> notes = List.of(kept(3), kept(6), checkpoint(forged(4)));
                    byte[] forgery = bundle(BundleManifest.range(ORIGIN, CompactRange.empty(), SIZE, notes), forged(4));
                    assertThat(judged(forgery, null)).isEqualTo("tree-root at 3");
                }),
                dynamicTest("a stolen key, seen by a checkpoint that was kept", () -> {
                    byte[] forgery = bundle(forged(4), checkpoint(forged(4)));
                    assertThat(judged(forgery, null)).isEqualTo("intact 0..10");
                    assertThat(judged(forgery, kept(6))).isEqualTo("tree-root at 0");
                    assertThat(judged(forgery, kept(3))).isEqualTo("intact 0..10");
                }),
                dynamicTest(
                        "two histories",
                        () -> assertThat(judged(honest(), checkpoint(forged(4).subList(0, 8))))
                                .isEqualTo("tree-root at 0")),
                dynamicTest("an old backup without what was signed", () -> {
                    List<ChainRecord> restored = chain(7);
                    assertThat(judged(bundle(restored, checkpoint(restored)), kept(9)))
                            .isEqualTo("checkpoint-mismatch at null");
                }),
                dynamicTest("an old backup that went on", () -> {
                    List<ChainRecord> went = forged(8);
                    assertThat(judged(bundle(went, checkpoint(went)), kept(10))).isEqualTo("tree-root at 0");
                }),
                dynamicTest(
                        "a kept checkpoint of somebody else",
                        () -> assertThat(judged(honest(), SignedNote.sign(kept(6).text(), THIEF)))
                                .isEqualTo("checkpoint-signature at null")),
                dynamicTest("an increment that begins elsewhere", () -> {
                    assertThat(judged(from(6, chain(SIZE)), kept(4))).isEqualTo("checkpoint-mismatch at null");
                    assertThat(judged(from(6, chain(SIZE)), checkpoint(forged(4).subList(0, 6))))
                            .isEqualTo("tree-root at 6");
                }));
    }

    @TestFactory
    Stream<DynamicTest> proofs() {
        List<ChainRecord> honest = chain(SIZE);
        List<ChainRecord> forged = chain(SIZE);
        forged.set(5, rewritten(forged.get(5), "forged"));
        return Stream.of(
                proof("empty", "inclusion at 5", selection(honest, path -> List.of(), 5)),
                proof("oversized", "inclusion at 5", selection(honest, AttackMatrixTest::longer, 5)),
                proof("cut", "inclusion at 5", selection(honest, path -> path.subList(1, path.size()), 5)),
                proof("mutated", "inclusion at 5", selection(honest, AttackMatrixTest::reversed, 5)),
                proof("of another record", "inclusion at 5", selection(forged, path -> path, 5)),
                proof("of a flipped body", "body-hash at 5", selection(flipped(), path -> path, 2, 5)),
                proof("records that do not ascend", "sequence at 2", selection(honest, path -> path, 5, 2)),
                proof("a record twice", "sequence at 5", selection(honest, path -> path, 5, 5)),
                proof(
                        "not a hash",
                        "bundle-malformed at 0",
                        text(text(selection(honest, path -> path, 5))
                                .replaceFirst("\"proof\":\\[\"", "\"proof\":[\"AAAA\",\""))),
                proof(
                        "missing",
                        "bundle-malformed at 0",
                        text(text(selection(honest, path -> path, 5)).replaceFirst(",\"proof\":\\[[^\\]]*\\]", ""))),
                dynamicTest(
                        "a selection since a checkpoint",
                        () -> assertThat(judged(selection(honest, path -> path, 5), kept(3)))
                                .isEqualTo("checkpoint-mismatch at null")));
    }

    @Test
    void bothFindFlippedBytesAndTruncationsAlike() {
        byte[] good = bundle(chain(2), checkpoint(chain(2)));
        for (int i = 0; i < good.length; i += 17) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(judged(bad, null)).as("byte %d", i).doesNotStartWith("intact");
        }
        for (int i = 0; i < good.length; i += 41) {
            assertThat(judged(Arrays.copyOf(good, i), null)).as("length %d", i).doesNotStartWith("intact");
        }
    }

    private static DynamicTest altered(String name, String expected, Consumer<List<ChainRecord>> attack) {
        return dynamicTest(name, () -> {
            List<ChainRecord> chain = new ArrayList<>(chain(SIZE));
            attack.accept(chain);
            assertThat(judged(bundle(chain, checkpoint(chain(SIZE))), null)).isEqualTo(expected);
        });
    }

    private static DynamicTest body(String name, String body) {
        return altered("a body with " + name, "body-malformed at 2", c -> {
            c.set(2, ChainFixture.next(LOG, c.subList(0, 2), event(2), text(body)));
            relink(c, 3);
        });
    }

    private static DynamicTest file(String name, String expected, byte[] bundle) {
        return dynamicTest(name, () -> assertThat(judged(bundle, null)).isEqualTo(expected));
    }

    private static DynamicTest proof(String name, String expected, byte[] bundle) {
        return file("a proof: " + name, expected, bundle);
    }

    private static DynamicTest edited(String name, String expected, UnaryOperator<String> edit) {
        return dynamicTest(name, () -> {
            String changed = edit.apply(text(honest()));
            assertThat(changed).isNotEqualTo(text(honest()));
            assertThat(judged(text(changed), null)).isEqualTo(expected);
        });
    }

    private static DynamicTest signed(String name, String expected, SignedNote note) {
        return dynamicTest(
                "a checkpoint with " + name,
                () -> assertThat(judged(
                                bundle(
                                        BundleManifest.range(ORIGIN, CompactRange.empty(), SIZE, List.of(note)),
                                        chain(SIZE)),
                                null))
                        .isEqualTo(expected));
    }

    private static byte[] honest() {
        return bundle(chain(SIZE), checkpoint(chain(SIZE)));
    }

    private static SignedNote kept(int size) {
        return checkpoint(chain(size));
    }

    private static byte[] from(int first, List<ChainRecord> chain) {
        return bundle(
                BundleManifest.range(ORIGIN, left(chain, first), SIZE - first, List.of(checkpoint(chain))),
                chain.subList(first, SIZE));
    }

    private static byte[] withLeft(int first) {
        List<ChainRecord> chain = chain(SIZE);
        BundleManifest manifest =
                BundleManifest.range(ORIGIN, left(forged(2), first), SIZE - first, List.of(checkpoint(chain)));
        return bundle(manifest, chain.subList(first, SIZE));
    }

    private static byte[] relabelled() {
        List<ChainRecord> chain = chain(SIZE);
        return bundle(
                BundleManifest.range(ORIGIN, left(chain, 5), SIZE - 5, List.of(checkpoint(chain))),
                chain.subList(4, SIZE - 1));
    }

    private static List<ChainRecord> forged(int index) {
        List<ChainRecord> forged = new ArrayList<>(chain(SIZE));
        forged.set(index, rewritten(forged.get(index), "forged"));
        relink(forged, index + 1);
        return forged;
    }

    private static List<ChainRecord> flipped() {
        List<ChainRecord> flipped = new ArrayList<>(chain(SIZE));
        flipped.set(5, flipBody(flipped.get(5), 9));
        return flipped;
    }

    private static void backDate(List<ChainRecord> chain) {
        RecordHeader old = RecordHeader.parse(chain.get(6).header());
        RecordHeader header = new RecordHeader(
                old.log(),
                old.epoch(),
                old.sequence(),
                old.recordedAt().minusSeconds(3600),
                old.eventId(),
                old.bodyLength(),
                old.bodyHash(),
                old.previous());
        chain.set(6, new ChainRecord(header.bytes(), chain.get(6).body()));
        relink(chain, 7);
    }

    private static ChainRecord replayed(List<ChainRecord> chain, int at, int event) {
        byte[] body = rewritten(chain.get(event), "another").body();
        RecordHeader old = RecordHeader.parse(chain.get(at).header());
        return new ChainRecord(
                new RecordHeader(
                                LOG,
                                1,
                                at,
                                old.recordedAt(),
                                event(event).eventId(),
                                body.length,
                                RecordBody.hash(body),
                                old.previous())
                        .bytes(),
                body);
    }

    private static ChainRecord resized(ChainRecord record, int length) {
        return new ChainRecord(Arrays.copyOf(record.header(), length), record.body());
    }

    /** The preimage of an inner node in the place of a header: it must not count as a leaf. */
    private static ChainRecord innerNode(List<ChainRecord> chain) {
        byte[] node = new byte[2 * Hash.LENGTH];
        System.arraycopy(chain.get(0).leaf().bytes(), 0, node, 0, Hash.LENGTH);
        System.arraycopy(chain.get(1).leaf().bytes(), 0, node, Hash.LENGTH, Hash.LENGTH);
        return new ChainRecord(node, chain.get(0).body());
    }

    private static SignedNote sameKeyId(String text) {
        return SignedNote.parse(text + "\n\u2014 " + KEY.verificationKey().name() + " "
                + withId(THIEF.sign(text.getBytes(StandardCharsets.UTF_8))) + "\n");
    }

    private static SignedNote twoLines(String text) {
        return SignedNote.parse(SignedNote.sign(text, KEY) + "\u2014 "
                + KEY.verificationKey().name() + " " + withId(new byte[64]) + "\n");
    }

    private static String withId(byte[] signature) {
        byte[] line = new byte[4 + signature.length];
        System.arraycopy(java.util.HexFormat.of().parseHex(KEY.verificationKey().id()), 0, line, 0, 4);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return Base64.getEncoder().encodeToString(line);
    }

    private static byte[] selection(List<ChainRecord> chain, UnaryOperator<List<Hash>> attack, int... sequences) {
        List<Hash> honest = chain(SIZE).stream().map(ChainRecord::leaf).toList();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BundleWriter writer =
                    new BundleWriter(out, BundleManifest.selection(ORIGIN, sequences.length, checkpoint(chain(SIZE))));
            for (int sequence : sequences) {
                writer.write(
                        chain.get(sequence),
                        attack.apply(MerkleTree.inclusionProof(sequence, SIZE, MerkleTree.nodesOf(honest))));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Hash> longer(List<Hash> path) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(MerkleTree.emptyRoot());
        return longer;
    }

    private static List<Hash> reversed(List<Hash> path) {
        return path.reversed();
    }

    private static byte[] cutLastLine(byte[] bundle) {
        String text = text(bundle);
        return text(text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
