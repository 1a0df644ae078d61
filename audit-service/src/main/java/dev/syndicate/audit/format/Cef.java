package dev.syndicate.audit.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The Common Event Format, version 0, of one record: a header of seven parts and an extension of known keys. */
final class Cef {

    private Cef() {}

    static String of(ExportedRecord record) {
        String name = record.eventName();
        String header = "CEF:0|Syndicate|Syndicate|1|%s|%s|%d|"
                .formatted(header(name), header(words(name)), Severity.of(record).cef);
        return header
                + extension(record).entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> entry.getKey() + "=" + extension(entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, String> extension(ExportedRecord record) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("rt", Long.toString(record.body().occurredAt().toEpochMilli()));
        keys.put("externalId", record.header().eventId().toString());
        keys.put("cat", record.family());
        keys.put("deviceExternalId", record.header().log().toString());
        keys.put("suid", record.text("who", "principal", "subject"));
        keys.put("suser", record.text("who", "principal", "name"));
        keys.put("sourceServiceName", record.agent());
        keys.put("act", record.text("action", "tool"));
        keys.put("fname", String.join(" ", record.texts("action", "targets")));
        keys.put("outcome", record.text("outcome", "result"));
        keys.put("reason", record.text("outcome", "reason"));
        keys.put("msg", record.text("outcome", "detail"));
        keys.put("cn1", Long.toString(record.sequence()));
        keys.put("cn1Label", "sequence");
        labelled(keys, 1, "session", record.text("session"));
        labelled(keys, 2, "action", record.text("action", "id"));
        labelled(keys, 3, "authority", record.authority());
        labelled(keys, 4, "intent", intent(record));
        labelled(keys, 5, "policyVersion", record.text("policy", "version"));
        labelled(keys, 6, "leaf", record.record().leaf().toString());
        return keys;
    }

    private static String intent(ExportedRecord record) {
        String atExecution = record.text("digests", "intentAtExecution");
        return atExecution.isEmpty() ? record.text("digests", "intentAtApproval") : atExecution;
    }

    private static void labelled(Map<String, String> keys, int number, String label, String value) {
        keys.put("cs" + number, value);
        keys.put("cs" + number + "Label", value.isEmpty() ? "" : label);
    }

    /** A part of the header: backslash and pipe are escaped, and there is no line break in it. */
    static String header(String text) {
        return visible(text.replace("\\", "\\\\").replace("|", "\\|"), "\\n", "\\r");
    }

    /** A value of the extension: backslash, equals sign and line breaks are escaped. */
    static String extension(String text) {
        return visible(text.replace("\\", "\\\\").replace("=", "\\="), "\\n", "\\r");
    }

    /** Other control characters become an escaped backslash and their code, for a terminal may show what is sent. */
    private static String visible(String text, String newline, String carriageReturn) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> visible.append(newline);
                case '\r' -> visible.append(carriageReturn);
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        visible.append("\\\\u%04x".formatted((int) c));
                    } else {
                        visible.append(c);
                    }
                }
            }
        }
        return visible.toString();
    }

    /** {@code ActionProposed} as {@code Action proposed}. */
    private static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return spaced.isEmpty()
                ? spaced
                : spaced.charAt(0) + spaced.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
