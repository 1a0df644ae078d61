package dev.syndicate.contracts.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;

/**
 * The hashed header of a record: 140 bytes, big-endian, every field at a fixed place, so that no boundary can shift.
 * Layout: format tag (16), log id (16), epoch (8), sequence (8), recorded-at (8), event id (16), body length (4), body
 * hash (32), previous leaf (32). Its leaf hash is both the next record's link and the leaf of the Merkle tree
 * (docs/spec/chain-format.md, section 2).
 *
 * @param log the log this record belongs to
 * @param epoch 1 or more
 * @param sequence the record's place, from 0; equal to the index of its leaf
 * @param recordedAt when the writer sequenced the event, UTC, microseconds
 * @param eventId the event this record is about
 * @param bodyLength bytes of the body
 * @param bodyHash {@link RecordBody#hash(byte[])} of the body
 * @param previous the leaf before this one, or the log's genesis
 */
public record RecordHeader(
        LogId log,
        long epoch,
        long sequence,
        Instant recordedAt,
        UUID eventId,
        int bodyLength,
        Hash bodyHash,
        Hash previous) {

    /** The number of bytes of every header. */
    public static final int LENGTH = 140;

    private static final byte[] FORMAT = "syndicate/rec/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte LEAF_PREFIX = 0;

    public RecordHeader {
        if (epoch < 1 || sequence < 0 || bodyLength < 0 || bodyLength > RecordBody.MAX_LENGTH) {
            throw new IllegalArgumentException("Epoch is at least 1, sequence not negative, a body at most 1 MiB");
        }
        if (!recordedAt.truncatedTo(ChronoUnit.MICROS).equals(recordedAt) || recordedAt.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("Recorded-at has whole microseconds and is not before 1970");
        }
    }

    /** The leaf hash of these header bytes: SHA-256(0x00 || header), RFC 6962, 2.1. */
    public static Hash leaf(byte[] header) {
        return Hash.sha256(LEAF_PREFIX, header);
    }

    /** Reads a header. Another length, format tag or range is an {@link IllegalArgumentException}. */
    public static RecordHeader parse(byte[] bytes) {
        if (bytes.length != LENGTH || !Arrays.equals(bytes, 0, FORMAT.length, FORMAT, 0, FORMAT.length)) {
            throw new IllegalArgumentException("Not a header of format syndicate/rec/v1");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(FORMAT.length);
        return new RecordHeader(
                new LogId(uuid(in)),
                in.getLong(),
                in.getLong(),
                Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS),
                uuid(in),
                in.getInt(),
                hash(in),
                hash(in));
    }

    /** The 140 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(FORMAT)
                .put(log.bytes())
                .putLong(epoch)
                .putLong(sequence)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .putInt(bodyLength)
                .put(bodyHash.shared())
                .put(previous.shared())
                .array();
    }

    /** The leaf hash of this header. */
    public Hash leaf() {
        return leaf(bytes());
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static Hash hash(ByteBuffer in) {
        byte[] hash = new byte[Hash.LENGTH];
        in.get(hash);
        return Hash.of(hash);
    }
}
