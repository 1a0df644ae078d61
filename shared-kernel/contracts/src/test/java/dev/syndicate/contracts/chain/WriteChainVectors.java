package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes the vectors of this package anew; run by hand when a format gets a new version, never to make a test pass. */
final class WriteChainVectors {

    private static final int SIZE = 11;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode index = MAPPER.createObjectNode();
    private final ArrayNode bundles;

    private WriteChainVectors() {
        index.put("trustedKey", ChainFixture.KEY.verificationKey().toString());
        bundles = index.putArray("bundles");
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(Vectors.RECEIPT);
        record();
        receipt();
        new WriteChainVectors().bundles();
    }

    private static void record() throws IOException {
        ChainRecord record = ChainFixture.chain(2).getLast();
        EventAsStored event = ChainFixture.event(1);
        ObjectNode vector = MAPPER.createObjectNode();
        vector.put("log", ChainFixture.LOG.toString());
        vector.put("genesis", ChainFixture.LOG.genesis().digest().hex());
        ObjectNode stored = vector.putObject("event");
        stored.put("position", event.position());
        stored.put("eventId", event.eventId().toString());
        stored.put("aggregateType", event.aggregateType());
        stored.put("aggregateId", event.aggregateId());
        stored.put("sequenceNumber", event.sequenceNumber());
        stored.put("payloadType", event.payloadType());
        stored.put("revision", event.revision());
        stored.put("payload", new String(event.payload(), StandardCharsets.UTF_8));
        stored.put("metadata", new String(event.metadata(), StandardCharsets.UTF_8));
        stored.put("occurredAt", Timestamps.format(event.occurredAt()));
        stored.put("origin", event.origin());
        vector.put("eventDigest", event.digest().toString());
        vector.put("body", new String(record.body(), StandardCharsets.UTF_8));
        vector.put("bodyHash", RecordBody.hash(record.body()).digest().hex());
        vector.put("header", HexFormat.of().formatHex(record.header()));
        vector.put("leaf", record.leaf().digest().hex());
        MAPPER.writeValue(Vectors.CHAIN_FORMAT.resolve("record.json").toFile(), vector);
    }

    private static void receipt() throws IOException {
        SigningKey key = SigningKey.ofSeed(new byte[32]);
        EventAsStored event = ChainFixture.event(5);
        Instant issuedAt = Instant.parse("2026-01-31T10:00:00.500000Z");
        Receipt receipt = Receipt.sign(
                ChainFixture.ORIGIN,
                5,
                ChainFixture.chain(6).getLast().leaf(),
                new EventId(event.eventId()),
                event.digest(),
                new Receipt.Validity(Instant.parse("2026-01-31T09:00:00.000250Z"), issuedAt, issuedAt.plusSeconds(1)),
                key);
        ObjectNode vector = MAPPER.createObjectNode();
        vector.put("publicKey", HexFormat.of().formatHex(key.verificationKey().raw()));
        vector.put("signedText", new String(receipt.signedBytes(), StandardCharsets.UTF_8));
        vector.set("receipt", MAPPER.valueToTree(receipt));
        MAPPER.writeValue(Vectors.RECEIPT.resolve("receipt.json").toFile(), vector);
    }

    private void bundles() throws IOException {
        List<ChainRecord> chain = ChainFixture.chain(SIZE);
        SignedNote head = ChainFixture.checkpoint(chain);
        write("intact.jsonl", ChainFixture.bundle(chain, head));
        write(
                "intact-from-4.jsonl",
                ChainFixture.bundle(
                        BundleManifest.range(ChainFixture.ORIGIN, ChainFixture.left(chain, 4), SIZE - 4, List.of(head)),
                        chain.subList(4, SIZE)));
        write("selection.jsonl", selection(chain, head));
        attack("body-bit-flipped.jsonl", head, c -> c.set(6, ChainFixture.flipBody(c.get(6), 20)));
        attack("body-and-hash-edited.jsonl", head, c -> c.set(6, ChainFixture.rewritten(c.get(6), "forged")));
        attack("link-flipped.jsonl", head, c -> c.set(6, ChainFixture.flipHeader(c.get(6), 120)));
        attack("all-later-recomputed.jsonl", head, c -> {
            c.set(6, ChainFixture.rewritten(c.get(6), "forged"));
            ChainFixture.relink(c, 7);
        });
        attack("one-deleted.jsonl", head, c -> c.remove(6));
        attack("two-swapped.jsonl", head, c -> c.add(5, c.remove(6)));
        attack("tail-cut.jsonl", head, c -> c.subList(8, SIZE).clear());
        byte[] whole = ChainFixture.bundle(chain, head);
        write("last-line-cut.jsonl", Arrays.copyOf(whole, whole.length - 1));
        SignedNote foreign = SignedNote.sign(head.text(), ChainFixture.signingKey(ChainFixture.LOG, (byte) 9));
        write("another-key.jsonl", ChainFixture.bundle(chain, foreign));
        write("empty.jsonl", new byte[0]);
        epochs();
        keys();
        MAPPER.writeValue(Vectors.CHAIN_FORMAT.resolve("bundles.json").toFile(), index);
    }

    private void epochs() throws IOException {
        JsonObject honest = EpochFixture.adoption().json();
        write("adopted.jsonl", EpochFixture.bundle(EpochFixture.chain()));
        write(
                "adopted-by-nobody.jsonl",
                EpochFixture.bundle(EpochFixture.chain(EpochFixture.SECOND, JsonObject.EMPTY)));
        write(
                "adopted-by-one.jsonl",
                EpochFixture.bundle(EpochFixture.chain(honest.with(
                        "by", JsonArray.of(honest.array("by").items().getFirst())))));
        SignedNote forged =
                SignedNote.sign(EpochFixture.lost().text(), ChainFixture.signingKey(ChainFixture.LOG, (byte) 9));
        write(
                "adopted-on-a-forged-checkpoint.jsonl",
                EpochFixture.bundle(EpochFixture.chain(Adoption.of(
                                forged,
                                EpochFixture.LEFT,
                                EpochFixture.adoption().by(),
                                "mine",
                                Instant.EPOCH)
                        .json())));
    }

    private void keys() throws IOException {
        List<ChainRecord> chain = RotationFixture.chain();
        NoteVerificationKey next = RotationFixture.NEXT.verificationKey();
        NoteVerificationKey first = ChainFixture.KEY.verificationKey();
        byte[] rotated = RotationFixture.bundle(chain);
        write("rotated.jsonl", rotated);
        write("rotated.jsonl", rotated, next);
        write("rotated.jsonl", rotated, first, next);
        byte[] unbridged = RotationFixture.bundle(
                chain,
                List.of(
                        RotationFixture.signed(chain, 3, ChainFixture.KEY),
                        RotationFixture.signed(chain, RotationFixture.SIZE, RotationFixture.NEXT)));
        write("rotated-without-overlap.jsonl", unbridged);
        write("rotated-without-overlap.jsonl", unbridged, next);
        write(
                "retired-key.jsonl",
                RotationFixture.bundle(
                        chain,
                        List.of(
                                RotationFixture.signed(chain, 6, ChainFixture.KEY, RotationFixture.NEXT),
                                RotationFixture.signed(chain, RotationFixture.SIZE, ChainFixture.KEY))));
    }

    private interface Attack {
        void on(List<ChainRecord> chain);
    }

    private void attack(String file, SignedNote head, Attack attack) throws IOException {
        List<ChainRecord> chain = new ArrayList<>(ChainFixture.chain(SIZE));
        attack.on(chain);
        write(file, ChainFixture.bundle(chain, head));
    }

    private static byte[] selection(List<ChainRecord> chain, SignedNote head) throws IOException {
        TreeNodes nodes =
                MerkleTree.nodesOf(chain.stream().map(ChainRecord::leaf).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter writer = new BundleWriter(out, BundleManifest.selection(ChainFixture.ORIGIN, 2, head));
        writer.write(chain.get(3), MerkleTree.inclusionProof(3, SIZE, nodes));
        writer.write(chain.get(7), MerkleTree.inclusionProof(7, SIZE, nodes));
        return out.toByteArray();
    }

    private void write(String file, byte[] bundle) throws IOException {
        Files.write(Vectors.CHAIN_FORMAT.resolve(file), bundle);
        bundles.addObject().put("file", file).put("verdict", ChainVectorsTest.text(ChainFixture.verify(bundle)));
    }

    private void write(String file, byte[] bundle, NoteVerificationKey... keys) throws IOException {
        Files.write(Vectors.CHAIN_FORMAT.resolve(file), bundle);
        ObjectNode entry = bundles.addObject().put("file", file);
        ArrayNode trusted = entry.putArray("trustedKeys");
        Arrays.stream(keys).forEach(key -> trusted.add(key.toString()));
        entry.put("verdict", ChainVectorsTest.text(ChainFixture.verify(bundle, keys)));
    }
}
