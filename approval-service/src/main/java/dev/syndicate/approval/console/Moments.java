package dev.syndicate.approval.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a page shows them, seen from the moment when it was made. */
public record Moments(Instant now) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    /** The time of day, with the date where it is another day. */
    public String at(Instant instant) {
        LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
        boolean today = day.equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        return (today ? TIME : DAY).format(instant.atOffset(ZoneOffset.UTC));
    }

    /** How long ago, in the two largest units. */
    public String since(Instant instant) {
        return length(Duration.between(instant, now));
    }

    private static String length(Duration duration) {
        Duration shown = duration.isNegative() ? Duration.ZERO : duration;
        if (shown.toDays() > 0) {
            return "%dd %dh".formatted(shown.toDays(), shown.toHoursPart());
        }
        if (shown.toHours() > 0) {
            return "%dh %02dm".formatted(shown.toHours(), shown.toMinutesPart());
        }
        return shown.toMinutes() > 0
                ? "%dm %02ds".formatted(shown.toMinutes(), shown.toSecondsPart())
                : shown.toSeconds() + "s";
    }

    /** What is left of the time between two moments. */
    public Countdown countdown(Instant from, Instant until) {
        Duration left = Duration.between(now, until);
        Duration whole = Duration.between(from, until);
        double share = left.isNegative() || whole.isZero() ? 0 : (double) left.toMillis() / whole.toMillis();
        return new Countdown(left.isNegative() ? Duration.ZERO : left, Math.min(1, share), until);
    }

    /**
     * Time left.
     *
     * @param share of the whole time, 0 to 1
     */
    public record Countdown(Duration left, double share, Instant until) {

        /** Minutes and seconds, with hours where there are any. */
        public String text() {
            return left.toHours() > 0
                    ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                    : "%d:%02d".formatted(left.toMinutesPart(), left.toSecondsPart());
        }

        /** {@code last} under a tenth, {@code soon} under a quarter, otherwise nothing. */
        public String urgency() {
            return share < 0.1 ? "last" : share < 0.25 ? "soon" : "";
        }

        public long untilMillis() {
            return until.toEpochMilli();
        }
    }
}
