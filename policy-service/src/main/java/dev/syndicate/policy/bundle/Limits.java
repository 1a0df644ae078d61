package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long a request for approval stands and how much anyone can be said to have read. */
record Limits(Duration expiresAfter, int reviewLineLimit) {

    static final Limits DEFAULT = new Limits(Duration.ofMinutes(30), ApprovalRequirement.DEFAULT_REVIEW_LINE_LIMIT);

    private static final Pattern DURATION = Pattern.compile("PT(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?");
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(168);
    private static final int MOST_LINES = 100_000;

    Limits overriddenBy(Part part, String expiry, String lines) {
        return new Limits(
                part.has(expiry) ? part.choice(expiry, 30, expiresAfter, Limits::duration) : expiresAfter,
                part.has(lines) ? part.integer(lines, 1, MOST_LINES) : reviewLineLimit);
    }

    /** Reads a duration within the bounds that all limits have. */
    static Duration duration(String text) {
        if (DURATION.matcher(text).matches()) {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException("An ISO 8601 duration from %s to %s is needed".formatted(SHORTEST, LONGEST));
    }
}
