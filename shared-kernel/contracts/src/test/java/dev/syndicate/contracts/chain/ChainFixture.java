package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A chain of some records with a signed checkpoint, the same bytes every time. */
public final class ChainFixture {

    public static final LogId LOG = LogId.parse("01980f3e-7c00-7000-8000-000000000001");
    public static final LogOrigin ORIGIN = new LogOrigin(LOG, 1);
    public static final NoteSigningKey KEY = signingKey(LOG, (byte) 7);

    private ChainFixture() {}

    static NoteSigningKey signingKey(LogId log, byte seed) {
        byte[] bytes = new byte[32];
        bytes[0] = seed;
        NoteVerificationKey key = new NoteVerificationKey(
                log.keyName(),
                dev.syndicate.contracts.crypto.SigningKey.ofSeed(bytes).verificationKey());
        return NoteSigningKey.parse("PRIVATE+KEY+" + key.name() + "+" + key.id() + "+" + NoteKeys.encode(bytes));
    }

    static EventAsStored event(int number) {
        return new EventAsStored(
                100L + number,
                new UUID(0x01980f3e7c007000L, 0x8000000000000100L + number),
                "Action",
                "01980f3e-7c00-7000-8000-0000000000aa",
                number,
                "dev.syndicate.contracts.execution.ActionProposed",
                "1",
                "{\"number\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-01-31T10:00:00.000001Z").plusSeconds(number),
                "execution_gateway");
    }

    static List<ChainRecord> chain(int count) {
        return chain(LOG, count);
    }

    static List<ChainRecord> chain(LogId log, int count) {
        List<ChainRecord> chain = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chain.add(record(log, chain, event(i), "s-" + i));
        }
        return chain;
    }

    static ChainRecord record(LogId log, List<ChainRecord> before, EventAsStored event, String session) {
        JsonObject facts = JsonObject.builder().put("session", session).build();
        return next(log, before, event, RecordBody.of(event, facts).bytes());
    }

    static ChainRecord next(LogId log, List<ChainRecord> before, EventAsStored event, byte[] body) {
        return next(new LogOrigin(log, 1), before, event, body);
    }

    static ChainRecord next(LogOrigin origin, List<ChainRecord> before, EventAsStored event, byte[] body) {
        RecordHeader header = new RecordHeader(
                origin.log(),
                origin.epoch(),
                before.size(),
                event.occurredAt().plusMillis(3),
                event.eventId(),
                body.length,
                RecordBody.hash(body),
                before.isEmpty() ? origin.log().genesis() : before.getLast().leaf());
        return new ChainRecord(header.bytes(), body);
    }

    static SignedNote checkpoint(List<ChainRecord> chain) {
        return checkpoint(ORIGIN, chain, KEY);
    }

    static SignedNote checkpoint(LogOrigin origin, List<ChainRecord> chain, NoteSigningKey... keys) {
        return SignedNote.sign(new Checkpoint(origin.toString(), chain.size(), root(chain)).text(), keys);
    }

    static Hash root(List<ChainRecord> chain) {
        return MerkleTree.root(chain.stream().map(ChainRecord::leaf).toList());
    }

    static CompactRange left(List<ChainRecord> chain, int size) {
        CompactRange range = CompactRange.empty();
        chain.subList(0, size).forEach(record -> range.append(record.leaf()));
        return range;
    }

    static byte[] bundle(BundleManifest manifest, List<ChainRecord> records) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BundleWriter writer = new BundleWriter(out, manifest);
            for (ChainRecord record : records) {
                writer.write(record);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole chain as a bundle; the checkpoint is that of the chain before anybody touched it. */
    static byte[] bundle(List<ChainRecord> records, SignedNote checkpoint) {
        long count = Checkpoint.parse(checkpoint.text()).size();
        return bundle(BundleManifest.range(ORIGIN, CompactRange.empty(), count, List.of(checkpoint)), records);
    }

    static ChainVerdict verify(byte[] bundle) {
        return verify(bundle, KEY.verificationKey());
    }

    static ChainVerdict verify(byte[] bundle, NoteVerificationKey... keys) {
        try {
            return BundleVerifier.verify(new ByteArrayInputStream(bundle), List.of(keys));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both verifiers, which have to agree. */
    static String judged(byte[] bundle, SignedNote since, NoteVerificationKey... keys) {
        NoteVerificationKey[] trusted = keys.length == 0 ? new NoteVerificationKey[] {KEY.verificationKey()} : keys;
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(bundle);
            String first = ChainVectorsTest.text(BundleVerifier.report(in, List.of(trusted), since, record -> {})
                    .verdict());
            org.assertj.core.api.Assertions.assertThat(SecondVerifier.verdict(bundle, since, trusted))
                    .as("the second verifier")
                    .isEqualTo(first);
            return first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ChainRecord flipBody(ChainRecord record, int index) {
        byte[] body = record.body().clone();
        body[index] ^= 1;
        return new ChainRecord(record.header(), body);
    }

    static ChainRecord flipHeader(ChainRecord record, int index) {
        byte[] header = record.header().clone();
        header[index] ^= 1;
        return new ChainRecord(header, record.body());
    }

    /** Another body, with the header made to fit it, and nothing else changed. */
    static ChainRecord rewritten(ChainRecord record, String session) {
        RecordHeader header = RecordHeader.parse(record.header());
        byte[] body = new RecordBody(RecordBody.parse(record.body())
                        .json()
                        .with("session", dev.syndicate.contracts.json.JsonValue.of(session)))
                .bytes();
        return new ChainRecord(
                new RecordHeader(
                                header.log(),
                                header.epoch(),
                                header.sequence(),
                                header.recordedAt(),
                                header.eventId(),
                                body.length,
                                RecordBody.hash(body),
                                header.previous())
                        .bytes(),
                body);
    }

    /** Links every record from {@code from} anew to the one in front of it. */
    static void relink(List<ChainRecord> chain, int from) {
        for (int i = from; i < chain.size(); i++) {
            RecordHeader header = RecordHeader.parse(chain.get(i).header());
            Hash previous = i == 0 ? LOG.genesis() : chain.get(i - 1).leaf();
            chain.set(
                    i,
                    new ChainRecord(
                            new RecordHeader(
                                            header.log(),
                                            header.epoch(),
                                            i,
                                            header.recordedAt(),
                                            header.eventId(),
                                            header.bodyLength(),
                                            header.bodyHash(),
                                            previous)
                                    .bytes(),
                            chain.get(i).body()));
        }
    }
}
