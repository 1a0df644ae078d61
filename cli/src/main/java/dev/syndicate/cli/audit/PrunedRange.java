package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Api;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that two people let go and that are gone, as audit-service lists them.
 *
 * @param approval the event that says who let them go
 * @param archive SHA-256 of the archive that was approved
 * @param verifiedFrom the file in which they were verified all the same; absent where they were not
 * @param approvedArchive whether that file is the archive that was approved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrunedRange(
        long first,
        long last,
        String approval,
        String approvedAt,
        String prunedAt,
        String archive,
        @Nullable String verifiedFrom,
        @Nullable Boolean approvedArchive) {

    /** Those that are gone, ascending; what is only approved is still there. */
    static List<PrunedRange> of(Api audit) {
        List<PrunedRange> gone = new ArrayList<>();
        for (JsonNode pruning : audit.get("/v1/prunings").orRefused().json().path("prunings")) {
            if (pruning.hasNonNull("prunedAt")) {
                gone.add(of(pruning));
            }
        }
        gone.sort(Comparator.comparingLong(PrunedRange::first));
        return gone;
    }

    private static PrunedRange of(JsonNode pruning) {
        return new PrunedRange(
                pruning.path("first").asLong(),
                pruning.path("last").asLong(),
                Printable.text(pruning.path("event")),
                Printable.time(pruning.path("approvedAt")),
                Printable.time(pruning.path("prunedAt")),
                Printable.text(pruning.path("archive")),
                null,
                null);
    }

    /** The same, verified where one of these archives holds all of it; best in the one that was approved. */
    PrunedRange in(List<ArchiveVerdict> archives) {
        return archives.stream()
                .filter(one -> one.holds(first, last))
                .min(Comparator.comparing(one -> !one.digest().equals(archive)))
                .map(one -> new PrunedRange(
                        first,
                        last,
                        approval,
                        approvedAt,
                        prunedAt,
                        archive,
                        one.file(),
                        one.digest().equals(archive)))
                .orElse(this);
    }

    /** One sentence for a person. */
    String sentence() {
        return "Pruned: records %d to %d are gone since %s; two people let them go on %s (event %s). %s"
                .formatted(first, last, prunedAt, approvedAt, approval, verified());
    }

    private String verified() {
        if (verifiedFrom == null) {
            return "They were NOT verified; their archive is " + archive + ".";
        }
        return "They are as they were written in %s, which is %s."
                .formatted(
                        verifiedFrom,
                        Boolean.TRUE.equals(approvedArchive)
                                ? "the archive that was approved"
                                : "not the archive that was approved, " + archive);
    }
}
