package dev.syndicate.audit.format;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Open Cybersecurity Schema Framework, one event a line (docs/reference/ocsf.md). What OCSF has no attribute for is
 * under {@code unmapped}, and the record's body, byte for byte, is {@code raw_data}.
 */
final class Ocsf implements RecordFormat {

    /** The version of the schema that the events follow. */
    static final String VERSION = "1.9.0";

    private static final List<String> UNMAPPED = List.of(
            "approval",
            "authority",
            "digests",
            "enforcementTier",
            "execution",
            "failMode",
            "integrity",
            "permit",
            "voting",
            "policy",
            "receipt",
            "vote",
            "workspace");

    @Override
    public String name() {
        return "ocsf";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String singleType() {
        return "application/json";
    }

    @Override
    public String fileType() {
        return "ocsf.jsonl";
    }

    @Override
    public byte[] single(ExportedRecord record) {
        return Bytes.of(event(record).toString());
    }

    @Override
    public byte[] framed(ExportedRecord record) {
        return Bytes.line(single(record));
    }

    static JsonObject event(ExportedRecord record) {
        OcsfClass type = OcsfClass.of(record);
        JsonObject.Builder event = classified(type, record);
        event.put("metadata", metadata(type, record));
        event.put("raw_data", record.bodyText());
        event.put("unmapped", unmapped(record));
        switch (type.uid()) {
            case OcsfClass.DETECTION_FINDING -> event.put("finding_info", OcsfObjects.finding(record));
            case OcsfClass.ENTITY_MANAGEMENT ->
                event.put("actor", OcsfObjects.actor(record)).put("entity", OcsfObjects.policy(record));
            default -> api(event, record);
        }
        return event.build();
    }

    private static void api(JsonObject.Builder event, ExportedRecord record) {
        event.put("actor", OcsfObjects.actor(record))
                .put("api", OcsfObjects.api(record))
                .put("src_endpoint", JsonObject.builder().put("svc_name", record.text("event", "origin")));
        event.putIfPresent("resources", OcsfObjects.resources(record));
        event.putIfPresent("ai_agent", OcsfObjects.agent(record));
    }

    private static JsonObject.Builder classified(OcsfClass type, ExportedRecord record) {
        Severity severity = Severity.of(record);
        OcsfStatus status = OcsfStatus.of(type, record);
        String result = record.text("outcome", "result");
        return JsonObject.builder()
                .put("activity_id", type.activity())
                .put("activity_name", type.activityName())
                .put("category_uid", type.category())
                .put("category_name", type.categoryName())
                .put("class_uid", type.uid())
                .put("class_name", type.className())
                .put("type_uid", type.typeUid())
                .put("type_name", type.className() + ": " + type.activityName())
                .put("severity_id", severity.ocsf)
                .put("severity", severity.caption())
                .put("status_id", status.id())
                .put("status", status.caption())
                .putStringIfPresent("status_code", filled(record.text("outcome", "reason"), result))
                .putStringIfPresent("status_detail", filled(record.text("outcome", "detail")))
                .put("message", record.eventName() + (result.isEmpty() ? "" : ": " + result))
                .put("time", record.body().occurredAt().toEpochMilli());
    }

    private static JsonObject metadata(OcsfClass type, ExportedRecord record) {
        Optional<JsonArray> profiles = type.uid() == OcsfClass.API_ACTIVITY
                ? OcsfObjects.agent(record).map(agent -> JsonArray.ofStrings(List.of("ai_operation")))
                : Optional.empty();
        return JsonObject.builder()
                .putIfPresent("profiles", profiles)
                .put("version", VERSION)
                .put("product", JsonObject.builder().put("name", "Syndicate").put("vendor_name", "Syndicate"))
                .put("uid", record.header().eventId().toString())
                .put("sequence", record.sequence())
                .put("log_name", record.header().log().toString())
                .put("log_provider", "audit-service")
                .put("log_version", "record/v1")
                .put("event_code", record.body().eventType())
                .put("original_time", record.text("event", "occurredAt"))
                .put("logged_time", record.header().recordedAt().toEpochMilli())
                .putStringIfPresent("correlation_uid", filled(record.text("correlation")))
                .build();
    }

    private static JsonObject unmapped(ExportedRecord record) {
        JsonObject.Builder unmapped = JsonObject.builder()
                .put("epoch", record.header().epoch())
                .put(
                        "header",
                        Base64.getEncoder().encodeToString(record.record().header()))
                .put("leaf", record.record().leaf().toString());
        UNMAPPED.forEach(name -> unmapped.putIfPresent(name, record.find(name)));
        return unmapped.build();
    }

    /** The first of these texts that says something. */
    static Optional<String> filled(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst();
    }
}
