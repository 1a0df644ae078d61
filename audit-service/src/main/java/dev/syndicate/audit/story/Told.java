package dev.syndicate.audit.story;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;

/** A record that is part of a story, with its body read. */
record Told(long sequence, String event, Instant at, Instant recordedAt, JsonObject body) {

    static Told of(StoredRecord stored) {
        JsonObject body = RecordBody.parse(stored.record().body()).json();
        String type = stored.columns().eventType();
        return new Told(
                stored.sequence(),
                type.substring(type.lastIndexOf('.') + 1),
                stored.columns().occurredAt(),
                stored.columns().recordedAt(),
                body);
    }

    Moment moment() {
        return new Moment(sequence, at);
    }
}
