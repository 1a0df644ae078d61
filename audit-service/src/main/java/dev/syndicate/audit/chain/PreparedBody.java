package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;

/** Everything of a record that does not depend on its place in the chain. */
record PreparedBody(byte[] bytes, Hash hash, StoredRecord.Columns columns) {

    /** A body that would be too large has no facts. */
    static PreparedBody of(EventAsStored event, JsonObject facts, JsonObject adoption, Instant recordedAt) {
        RecordBody body = RecordBody.of(event, adoption.isEmpty() ? facts : Facts.merge(facts, adoption));
        byte[] bytes = body.bytes();
        if (bytes.length > RecordBody.MAX_LENGTH) {
            body = RecordBody.of(event, adoption);
            bytes = body.bytes();
        }
        return new PreparedBody(
                bytes, RecordBody.hash(bytes), StoredRecord.Columns.of(event.eventId(), recordedAt, body));
    }
}
