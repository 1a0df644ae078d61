package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A record on one line of a terminal. */
final class RecordLine {

    private static final String FORMAT = "%6s  %-23s  %-21s  %-26s  %s";

    static final String HEAD = FORMAT.formatted("record", "when (UTC)", "what", "who", "about");

    private static final int MILLISECONDS = 23;
    private static final int LONGEST = 100;

    private RecordLine() {}

    static String of(JsonNode record) {
        String type = record.path("eventType").asText();
        String when = record.path("occurredAt").asText().replace("T", " ").replace("Z", "");
        return FORMAT.formatted(
                        record.path("sequence").asText(),
                        when.substring(0, Math.min(MILLISECONDS, when.length())),
                        type.substring(type.lastIndexOf('.') + 1),
                        who(type, record.path("body").path("who")),
                        printable(about(record.path("body"))))
                .stripTrailing();
    }

    /** Who acted: an approval is granted by those who approved it, not by the one who asked. */
    private static String who(String type, JsonNode who) {
        if (type.endsWith(".ApprovalGranted")) {
            return String.join(
                    ", ",
                    who.path("approvers").valueStream().map(RecordLine::name).toList());
        }
        for (String part : List.of("reviewer", "releaser", "author", "actor", "principal")) {
            String name = name(who.path(part));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    private static String name(JsonNode person) {
        String name = person.path("name").asText("");
        return name.isEmpty() ? person.path("subject").asText("") : name;
    }

    private static String about(JsonNode body) {
        List<String> parts = new ArrayList<>();
        add(parts, body.path("action").path("tool").path("canonicalName"));
        add(parts, body.path("action").path("tool"));
        add(parts, body.path("policy").path("rule"));
        JsonNode outcome = body.path("outcome");
        add(parts, outcome.path("result"));
        add(parts, outcome.path("reason"));
        String approved = digest(body, "intentAtApproval");
        String presented = digest(body, "intentAtExecution");
        if (!approved.isEmpty() && !presented.isEmpty() && !approved.equals(presented)) {
            parts.add("approved " + approved + " presented " + presented);
        }
        return String.join(" · ", parts);
    }

    private static String digest(JsonNode body, String name) {
        String text = body.path("digests").path(name).asText("");
        return text.length() < 15 ? text : text.substring(0, 15);
    }

    private static void add(List<String> parts, JsonNode value) {
        if (value.isTextual() && !value.asText().isBlank()) {
            parts.add(value.asText());
        }
    }

    /** What tools and people wrote must not steer the terminal of whoever reads it. */
    static String printable(String text) {
        String safe = text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST - 1) + "…";
    }
}
