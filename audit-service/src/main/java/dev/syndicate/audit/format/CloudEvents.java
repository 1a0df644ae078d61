package dev.syndicate.audit.format;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CloudEvents 1.0 in the JSON event format, one a line. {@code data} is the record's body, {@code id} the event's id, so
 * that a receiver that got one twice knows it; {@code sequence}, {@code recordedtime} and {@code partitionkey} are
 * extensions that CloudEvents documents. The line is canonical JSON (RFC 8785), and so is the body in it.
 */
final class CloudEvents implements RecordFormat {

    @Override
    public String name() {
        return "cloudevents";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String singleType() {
        return "application/cloudevents+json; charset=UTF-8";
    }

    @Override
    public String fileType() {
        return "cloudevents.jsonl";
    }

    @Override
    public byte[] single(ExportedRecord record) {
        return Bytes.of(event(record).toString());
    }

    @Override
    public byte[] framed(ExportedRecord record) {
        return Bytes.line(single(record));
    }

    @Override
    public String batchType() {
        return "application/cloudevents-batch+json; charset=UTF-8";
    }

    @Override
    public byte[] batch(List<ExportedRecord> records) {
        return Bytes.of(
                JsonArray.of(records.stream().map(CloudEvents::event).toList()).toString());
    }

    private static JsonObject event(ExportedRecord record) {
        return JsonObject.builder()
                .put("specversion", "1.0")
                .put("id", record.header().eventId().toString())
                .put("source", "https://syndicate.dev/log/" + record.header().log())
                .put("type", record.body().eventType())
                .putStringIfPresent("subject", subject(record))
                .put("time", record.text("event", "occurredAt"))
                .put("datacontenttype", "application/json")
                .put("sequence", String.format(Locale.ROOT, "%019d", record.sequence()))
                .put("recordedtime", ExportedRecord.timestamp(record.header().recordedAt()))
                .put("partitionkey", record.key())
                .put("epoch", Long.toString(record.header().epoch()))
                .put("leaf", record.record().leaf().toString())
                .put("data", record.body().json())
                .build();
    }

    private static Optional<String> subject(ExportedRecord record) {
        return record.body().actionId().or(record.body()::session).filter(text -> !text.isEmpty());
    }
}
