package dev.syndicate.contracts.chain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The one text form of a time in hashed JSON: RFC 3339 in UTC with six digits of a second. */
final class Timestamps {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    private static final int LENGTH = SHAPE.length();

    private Timestamps() {}

    static String format(Instant instant) {
        return FORM.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("A time is written as 2026-01-31T23:59:59.000000Z");
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            1_000 * number(text, 20, 26))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A time is written as 2026-01-31T23:59:59.000000Z", e);
        }
    }

    /** The digits from here to there; what stands behind them must be what the form has in that place. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new DateTimeException("Not a digit");
            }
            number = 10 * number + digit - '0';
        }
        if (text.charAt(to) != SHAPE.charAt(to)) {
            throw new DateTimeException("Not a time");
        }
        return number;
    }
}
