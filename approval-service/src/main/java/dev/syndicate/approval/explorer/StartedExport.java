package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An export that somebody started.
 *
 * @param filter what its records have to be, as {@code name value}; empty for every record of the range
 * @param measure absent until it was read to its end
 */
public record StartedExport(
        String id,
        String format,
        List<String> filter,
        String range,
        String at,
        @Nullable Measure measure) {

    /** What it holds, to the last byte. */
    public record Measure(String records, String bytes, String digest) {

        static Measure of(Facts facts) {
            return new Measure(
                    grouped(facts.number("count").orElse(0L)),
                    grouped(facts.number("bytes").orElse(0L)),
                    facts.text("digest"));
        }
    }

    static StartedExport of(Facts export, Moments moments) {
        Facts filter = export.at("filter");
        return new StartedExport(
                export.text("id"),
                export.text("format"),
                filter.json().names().stream()
                        .map(name -> name + " " + filter.text(name))
                        .toList(),
                RecordRow.number(export.number("first").orElse(0L)) + " to "
                        + RecordRow.number(export.number("last").orElse(0L)),
                moments.at(Instant.parse(export.text("requestedAt"))),
                export.has("measure", "digest") ? Measure.of(export.at("measure")) : null);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
