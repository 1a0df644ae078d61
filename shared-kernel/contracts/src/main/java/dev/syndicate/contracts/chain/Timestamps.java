package dev.syndicate.contracts.chain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The one text form of a time in hashed JSON: RFC 3339 in UTC with six digits of a second. */
final class Timestamps {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int LENGTH = 27;

    private Timestamps() {}

    static String format(Instant instant) {
        return FORM.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("A time is written as 2026-01-31T23:59:59.000000Z");
        }
        try {
            return FORM.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A time is written as 2026-01-31T23:59:59.000000Z", e);
        }
    }
}
