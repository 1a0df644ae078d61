package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the event store exactly as it lies there. Its digest stands in the record of the event, so that a later
 * edit of the row is found. Every field is hashed with its length in front of it: {@code SHA-256("syndicate/event/v1" ||
 * 0x00 || for each field: length (4 bytes, big-endian) || bytes)}, in the order of the components; numbers are 8 bytes,
 * the id 16, text UTF-8; absent text has the length 0xFFFFFFFF and no bytes.
 *
 * @param position the event's global index
 * @param occurredAt UTC, microseconds
 * @param origin the database role that appended it
 */
public record EventAsStored(
        long position,
        UUID eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String payloadType,
        @Nullable String revision,
        byte[] payload,
        byte[] metadata,
        Instant occurredAt,
        String origin) {

    private static final DomainTag TAG = new DomainTag("syndicate/event/v1");
    private static final byte[] ABSENT = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    /** SHA-256 over every field of the row. */
    public Digest digest() {
        return TAG.digest(
                prefixed(number(position)),
                prefixed(id()),
                prefixedText(aggregateType),
                prefixedText(aggregateId),
                prefixed(number(sequenceNumber)),
                prefixedText(payloadType),
                prefixedText(revision),
                prefixed(payload),
                prefixed(metadata),
                prefixed(number(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt))),
                prefixedText(origin));
    }

    private byte[] id() {
        return ByteBuffer.allocate(16)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .array();
    }

    private static byte[] prefixed(byte[] field) {
        return ByteBuffer.allocate(4 + field.length)
                .putInt(field.length)
                .put(field)
                .array();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] prefixedText(@Nullable String value) {
        return value == null ? ABSENT : prefixed(value.getBytes(StandardCharsets.UTF_8));
    }
}
