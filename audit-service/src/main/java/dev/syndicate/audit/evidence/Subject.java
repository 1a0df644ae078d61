package dev.syndicate.audit.evidence;

import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the evidence is about (docs/spec/evidence.md, section 4). */
sealed interface Subject {

    /** Every record of an action. */
    record OfAction(String id) implements Subject {}

    /** Every record of a session. */
    record OfSession(String id) implements Subject {}

    /** Every record that was recorded in a time, from its start and before its end. */
    record OfPeriod(Instant from, Instant to) implements Subject {

        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        static String format(Instant time) {
            return FORM.format(time);
        }
    }

    default JsonObject json() {
        JsonObject.Builder json = JsonObject.builder();
        return switch (this) {
            case OfAction action ->
                json.put("kind", "action").put("id", action.id()).build();
            case OfSession session ->
                json.put("kind", "session").put("id", session.id()).build();
            case OfPeriod period ->
                json.put("kind", "period")
                        .put("from", OfPeriod.format(period.from()))
                        .put("to", OfPeriod.format(period.to()))
                        .build();
        };
    }

    /** For a person and for the record of the export. */
    default String sentence() {
        return switch (this) {
            case OfAction action -> "action " + action.id();
            case OfSession session -> "session " + session.id();
            case OfPeriod period -> "period " + OfPeriod.format(period.from()) + " to " + OfPeriod.format(period.to());
        };
    }

    /** The middle part of the file's name. */
    default String fileName() {
        return switch (this) {
            case OfAction action -> "action-" + action.id();
            case OfSession session -> "session-" + session.id();
            case OfPeriod period -> "period-" + day(period.from()) + "-to-" + day(period.to());
        };
    }

    private static String day(Instant time) {
        return OfPeriod.format(time).substring(0, 19).replaceAll("[-:]", "");
    }
}
