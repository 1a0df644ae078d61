package dev.syndicate.audit.records;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as the API shows it; everything but the bytes is read from them.
 *
 * @param header the exact 140 bytes, Base64
 * @param leaf {@code sha256:<64 hex>}
 * @param body the body as a JSON object; in the canonical form of RFC 8785 it has the bytes whose hash is in the header
 */
@Schema(name = "Record")
record RecordView(
        long sequence,
        String log,
        long epoch,
        Instant recordedAt,
        UUID eventId,
        String eventType,
        Instant occurredAt,
        String leaf,
        String previous,
        @Nullable String outcome,
        String header,
        Map<String, @Nullable Object> body) {

    static RecordView of(StoredRecord stored) {
        ChainRecord record = stored.record();
        RecordHeader header = RecordHeader.parse(record.header());
        RecordBody body = RecordBody.parse(record.body());
        return new RecordView(
                header.sequence(),
                header.log().toString(),
                header.epoch(),
                header.recordedAt(),
                header.eventId(),
                body.eventType(),
                body.occurredAt(),
                record.leaf().toString(),
                header.previous().toString(),
                body.outcome().isPresent() ? body.outcome().get() : null,
                Base64.getEncoder().encodeToString(record.header()),
                body.json().toPlain());
    }
}
