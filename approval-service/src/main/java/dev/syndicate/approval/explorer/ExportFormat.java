package dev.syndicate.approval.explorer;

import java.util.List;

/**
 * A form in which records leave (docs/operations/exports.md).
 *
 * @param name as {@code POST /v1/exports} takes it
 */
public record ExportFormat(String name, String label, String purpose) {

    static final List<ExportFormat> ALL = List.of(
            new ExportFormat("jsonl", "JSON lines", "one record a line, whole"),
            new ExportFormat("csv", "CSV", "for a spreadsheet"),
            new ExportFormat("ocsf", "OCSF", "for a SIEM"),
            new ExportFormat("cloudevents", "CloudEvents", "for an event bus"),
            new ExportFormat("syslog", "Syslog", "RFC 5424 with CEF"));
}
