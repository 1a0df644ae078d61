package dev.syndicate.approval.explorer;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Base64;

/**
 * A record as audit-service answered it, with what its bytes give when they are hashed here.
 *
 * @param header the 140 bytes
 * @param body the canonical bytes of the body
 * @param statedLeaf the leaf that audit-service names
 */
record SealedRecord(RecordHeader parsed, byte[] header, byte[] body, Hash statedLeaf, Facts facts) {

    /** Anything but a record is an {@link IllegalArgumentException}. */
    static SealedRecord of(JsonObject record) {
        byte[] header = Base64.getDecoder().decode(record.string("header"));
        JsonObject body = record.object("body");
        return new SealedRecord(
                RecordHeader.parse(header),
                header,
                CanonicalJson.bytes(body),
                Hash.parse(record.string("leaf")),
                new Facts(body));
    }

    long sequence() {
        return parsed.sequence();
    }

    Hash leaf() {
        return RecordHeader.leaf(header);
    }

    /** What the bytes of the body give. */
    Hash bodyHash() {
        return RecordBody.hash(body);
    }

    /** Whether the body is the one that the header names, to the last byte. */
    boolean bodyIsWhole() {
        return body.length == parsed.bodyLength() && bodyHash().equals(parsed.bodyHash());
    }

    boolean leafIsRight() {
        return leaf().equals(statedLeaf);
    }
}
