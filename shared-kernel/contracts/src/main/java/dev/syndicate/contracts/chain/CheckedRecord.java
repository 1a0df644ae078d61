package dev.syndicate.contracts.chain;

import java.nio.charset.StandardCharsets;
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
    private @Nullable RecordBody body;
    private boolean sure;
    private @Nullable ChainFault bodyFault;
    private String detail = "";
    private @Nullable Adoption adoption;
    private @Nullable KeyRotation rotation;

    private CheckedRecord(ChainRecord record, boolean readsBody) {
        this.record = record;
        this.leaf = record.leaf();
        this.header = header(record.header());
        if (header != null) {
            checkBody(header, record.body(), readsBody);
        }
    }

    /** Looks at this record. */
    public static CheckedRecord of(ChainRecord record) {
        return new CheckedRecord(record, true);
    }

    /**
     * Looks at the hashes alone: the body is compared with what the header names, but read only where it may carry an
     * adoption or a key.
     */
    public static CheckedRecord hashesOf(ChainRecord record) {
        return new CheckedRecord(record, mayRule(record.body()));
    }

    private static boolean mayRule(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.contains("\"" + Adoption.MEMBER + "\":{") || text.contains("\"" + KeyRotation.MEMBER + "\":{");
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
        RecordBody known = body;
        if (known == null) {
            known = sure ? RecordBody.parseSure(record.body()) : RecordBody.parse(record.body());
            body = known;
        }
        return known;
    }

    /** The adoption that the record carries, if it does. */
    public @Nullable Adoption adoption() {
        return adoption;
    }

    /** The key rotation that the record is about, if it is. */
    public @Nullable KeyRotation rotation() {
        return rotation;
    }

    private void checkBody(RecordHeader named, byte[] bytes, boolean reads) {
        if (named.bodyLength() != bytes.length || !named.bodyHash().equals(RecordBody.hash(bytes))) {
            fault(ChainFault.BODY_HASH, "The body is not the one that the header names");
            return;
        }
        sure = reads && BodyScan.isSurelyAccepted(bytes);
        if (sure || !reads) {
            return;
        }
        try {
            RecordBody parsed = RecordBody.parse(bytes);
            body = parsed;
            rotation = parsed.keyRotation().orElse(null);
            readAdoption(parsed);
        } catch (IllegalArgumentException e) {
            fault(ChainFault.BODY_MALFORMED, "The body is not canonical JSON of a known schema");
        }
    }

    private void readAdoption(RecordBody parsed) {
        try {
            adoption = parsed.adoption().orElse(null);
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
