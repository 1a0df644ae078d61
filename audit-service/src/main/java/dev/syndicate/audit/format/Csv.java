package dev.syndicate.audit.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180), UTF-8, with a line of column names. For people and spreadsheets: it leaves out most
 * of a record. A cell that a spreadsheet would take for a formula starts with an apostrophe.
 */
final class Csv implements RecordFormat {

    private static final Map<String, Function<ExportedRecord, String>> COLUMNS = columns();
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public String singleType() {
        return "text/csv; charset=utf-8; header=absent";
    }

    @Override
    public String fileType() {
        return "csv";
    }

    @Override
    public byte[] start() {
        return Bytes.of(String.join(",", COLUMNS.keySet()) + "\r\n");
    }

    @Override
    public byte[] single(ExportedRecord record) {
        return Bytes.of(line(record));
    }

    @Override
    public byte[] framed(ExportedRecord record) {
        return Bytes.of(line(record) + "\r\n");
    }

    /** The column names, in order. */
    static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    /** A value as one cell. */
    static String cell(String value) {
        String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c < ' ' || c == ';')
                || safe.startsWith(" ")
                || safe.endsWith(" ");
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String line(ExportedRecord record) {
        return COLUMNS.values().stream().map(value -> cell(value.apply(record))).collect(Collectors.joining(","));
    }

    private static Map<String, Function<ExportedRecord, String>> columns() {
        Map<String, Function<ExportedRecord, String>> columns = new LinkedHashMap<>();
        columns.put("sequence", record -> Long.toString(record.sequence()));
        columns.put(
                "recorded_at",
                record -> ExportedRecord.timestamp(record.header().recordedAt()));
        columns.put("occurred_at", record -> record.text("event", "occurredAt"));
        columns.put("event_type", record -> record.body().eventType());
        columns.put("event_id", record -> record.header().eventId().toString());
        columns.put("workspace", record -> record.text("workspace"));
        columns.put("session", record -> record.text("session"));
        columns.put("action", record -> record.text("action", "id"));
        columns.put("principal", record -> record.text("who", "principal", "subject"));
        columns.put("principal_issuer", record -> record.text("who", "principal", "issuer"));
        columns.put("agent", ExportedRecord::agent);
        columns.put("enforcement_tier", record -> record.text("enforcementTier"));
        columns.put("tool", record -> record.text("action", "tool"));
        columns.put("raw_tool", record -> record.text("action", "rawTool"));
        columns.put("kind", record -> record.text("action", "kind"));
        columns.put("targets", record -> String.join("\n", record.texts("action", "targets")));
        columns.put("parameters_digest", record -> record.text("action", "parameters", "digest"));
        columns.put("authority_kind", record -> record.text("authority", "kind"));
        columns.put("authority", ExportedRecord::authority);
        columns.put("approval", record -> record.text("approval"));
        columns.put("reviewer", record -> record.text("who", "reviewer", "subject"));
        columns.put("vote", record -> record.text("outcome", "vote"));
        columns.put("actor", record -> record.text("who", "actor", "subject"));
        columns.put("policy_version", record -> record.text("policy", "version"));
        columns.put("rule", record -> record.text("policy", "rule"));
        columns.put("effect", record -> record.text("policy", "effect"));
        columns.put("risk", record -> record.text("policy", "risk"));
        columns.put("intent_at_approval", record -> record.text("digests", "intentAtApproval"));
        columns.put("intent_at_execution", record -> record.text("digests", "intentAtExecution"));
        columns.put("action_digest", record -> record.text("digests", "action"));
        columns.put("outcome", record -> record.text("outcome", "result"));
        columns.put("reason", record -> record.text("outcome", "reason"));
        columns.put("detail", record -> record.text("outcome", "detail"));
        columns.put("correlation", record -> record.text("correlation"));
        columns.put("log", record -> record.header().log().toString());
        columns.put("epoch", record -> Long.toString(record.header().epoch()));
        columns.put("leaf", record -> record.record().leaf().toString());
        // Behind the others, whose places somebody's parser may count.
        columns.put("fail_mode", record -> record.text("failMode"));
        return columns;
    }
}
