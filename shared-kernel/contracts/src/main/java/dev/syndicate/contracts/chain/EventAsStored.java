package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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

    private static final byte[] TAG = "syndicate/event/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ABSENT = 0xffff_ffff;

    /** SHA-256 over every field of the row. */
    public Digest digest() {
        Fields fields = new Fields(512 + payload.length + metadata.length);
        fields.number(position);
        fields.id(eventId);
        fields.text(aggregateType);
        fields.text(aggregateId);
        fields.number(sequenceNumber);
        fields.text(payloadType);
        fields.text(revision);
        fields.bytes(payload);
        fields.bytes(metadata);
        fields.number(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
        fields.text(origin);
        return fields.digest();
    }

    /** What is hashed, each field with its length in front of it. */
    private static final class Fields {

        private ByteBuffer out;

        Fields(int room) {
            this.out = ByteBuffer.allocate(room);
        }

        void number(long value) {
            room(12).putInt(8).putLong(value);
        }

        void id(UUID id) {
            room(20).putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }

        void text(@Nullable String value) {
            if (value == null) {
                room(4).putInt(ABSENT);
            } else {
                bytes(value.getBytes(StandardCharsets.UTF_8));
            }
        }

        void bytes(byte[] field) {
            room(4 + field.length).putInt(field.length).put(field);
        }

        Digest digest() {
            return Hash.tagged(TAG, Arrays.copyOf(out.array(), out.position())).digest();
        }

        private ByteBuffer room(int needed) {
            if (out.remaining() < needed) {
                out = ByteBuffer.allocate(2 * (out.position() + needed)).put(out.flip());
            }
            return out;
        }
    }
}
