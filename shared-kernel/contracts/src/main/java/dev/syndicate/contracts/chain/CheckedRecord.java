package dev.syndicate.contracts.chain;

import org.jspecify.annotations.Nullable;

/**
 * A record and everything that can be said of it alone: whether its header and body can be read, whether the header names
 * the body, and its leaf. Most of the work of a verification is in here, and it can be done on any thread; what the
 * records say of each other is for {@link ChainWalk}.
 */
public final class CheckedRecord {

    private final ChainRecord record;
    private final Hash leaf;
    private final @Nullable RecordHeader header;
    private @Nullable ChainFault bodyFault;
    private String detail = "";
    private @Nullable Adoption adoption;
    private @Nullable KeyRotation rotation;

    private CheckedRecord(ChainRecord record) {
        this.record = record;
        this.leaf = record.leaf();
        this.header = header(record.header());
        if (header != null) {
            checkBody(header, record.body());
        }
    }

    /** Looks at this record. */
    public static CheckedRecord of(ChainRecord record) {
        return new CheckedRecord(record);
    }

    /** The bytes. */
    public ChainRecord record() {
        return record;
    }

    /** The leaf of the header's bytes. */
    public Hash leaf() {
        return leaf;
    }

    /** The header; null when it is malformed. */
    public @Nullable RecordHeader header() {
        return header;
    }

    /** What is wrong with the body, if anything is. */
    public @Nullable ChainFault bodyFault() {
        return bodyFault;
    }

    /** One sentence about {@link #bodyFault()}. */
    String detail() {
        return detail;
    }

    /** The body; only of a record whose body has no fault. Reads it, which most verifications need not. */
    public RecordBody body() {
        return RecordBody.parse(record.body());
    }

    /** The adoption that the record carries, if it does. */
    public @Nullable Adoption adoption() {
        return adoption;
    }

    /** The key rotation that the record is about, if it is. */
    public @Nullable KeyRotation rotation() {
        return rotation;
    }

    private void checkBody(RecordHeader named, byte[] body) {
        if (named.bodyLength() != body.length || !named.bodyHash().equals(RecordBody.hash(body))) {
            fault(ChainFault.BODY_HASH, "The body is not the one that the header names");
            return;
        }
        if (BodyScan.isSurelyAccepted(body)) {
            return;
        }
        try {
            RecordBody parsed = RecordBody.parse(body);
            rotation = parsed.keyRotation().orElse(null);
            readAdoption(parsed);
        } catch (IllegalArgumentException e) {
            fault(ChainFault.BODY_MALFORMED, "The body is not canonical JSON of a known schema");
        }
    }

    private void readAdoption(RecordBody body) {
        try {
            adoption = body.adoption().orElse(null);
        } catch (IllegalArgumentException e) {
            fault(ChainFault.ADOPTION, "The adoption cannot be accepted: " + e.getMessage());
        }
    }

    private void fault(ChainFault code, String sentence) {
        bodyFault = code;
        detail = sentence;
    }

    private static @Nullable RecordHeader header(byte[] bytes) {
        try {
            return RecordHeader.parse(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
