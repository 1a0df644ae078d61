package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleReport;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.evidence.EvidenceReport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What it was that was verified.
 *
 * @param kind range or selection
 * @param keys the keys that were given
 * @param followed the keys to which the records led from them
 * @param subject of an archive of evidence: action, session or period
 * @param population of a period: how many records lie in it
 * @param open of a period: whether the chain ended before it did
 * @param files of an archive: how many files it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Checked(
        String kind,
        long records,
        long firstEpoch,
        long lastEpoch,
        int checkpoints,
        List<String> keys,
        List<String> followed,
        @Nullable String subject,
        @Nullable Long population,
        @Nullable Boolean open,
        @Nullable Integer files) {

    static Checked of(BundleReport report, List<NoteVerificationKey> given) {
        return new Checked(
                Objects.requireNonNull(report.kind()).name().toLowerCase(Locale.ROOT),
                report.records(),
                report.firstEpoch(),
                report.lastEpoch(),
                report.checkpoints(),
                given.stream().map(NoteVerificationKey::toString).toList(),
                report.keys().stream()
                        .filter(key -> !given.contains(key))
                        .map(NoteVerificationKey::toString)
                        .toList(),
                null,
                null,
                null,
                null);
    }

    Checked in(EvidenceReport archive) {
        return new Checked(
                kind,
                records,
                firstEpoch,
                lastEpoch,
                checkpoints,
                keys,
                followed,
                archive.subject(),
                archive.population(),
                archive.population() == null ? null : archive.open(),
                archive.files());
    }

    /** One sentence for a person. */
    String sentence() {
        boolean range = kind.equals(BundleManifest.Kind.RANGE.name().toLowerCase(Locale.ROOT));
        return "Checked: records %d (%s), epochs %d to %d, checkpoints %d, keys %s%s.%s"
                .formatted(
                        records,
                        range ? "a gapless range" : "a selection, each with its proof",
                        firstEpoch,
                        lastEpoch,
                        checkpoints,
                        ids(keys),
                        followed.isEmpty() ? "" : ", followed to " + ids(followed),
                        archive());
    }

    private String archive() {
        if (subject == null) {
            return "";
        }
        String period = population == null
                ? ""
                : ", population %d%s".formatted(population, Boolean.TRUE.equals(open) ? " so far (open)" : "");
        return "%nEvidence: of one %s%s, files %d. index.html is a reading aid and proves nothing."
                .formatted(subject, period, files);
    }

    private static String ids(List<String> vkeys) {
        return vkeys.stream().map(vkey -> vkey.split("\\+")[1]).collect(Collectors.joining(" "));
    }
}
