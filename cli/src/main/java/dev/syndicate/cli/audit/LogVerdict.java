package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a verification found of a log, which may have let records go: it says of no record that was not read that it is
 * intact.
 *
 * @param verified the records that are intact, where some up to the last one were not read
 * @param notDownloaded records that are there, but lie in front of a gap, which no bundle spans
 * @param pruned the records that are gone
 * @param archives what was found in the archives that were named
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LogVerdict(
        @JsonUnwrapped Verdict verdict,
        List<RecordRange> verified,
        List<RecordRange> notDownloaded,
        List<PrunedRange> pruned,
        List<ArchiveVerdict> archives) {

    /** Of a bundle: what it holds is all that is spoken of. */
    static LogVerdict of(Verdict verdict) {
        return new LogVerdict(verdict, List.of(), List.of(), List.of(), List.of());
    }

    /** Of audit-service, which goes past what is gone. */
    static LogVerdict ofService(Verdict verdict, List<PrunedRange> pruned) {
        RecordRange asked = verdict.records();
        if (asked == null || pruned.isEmpty()) {
            return new LogVerdict(verdict, List.of(), List.of(), pruned, List.of());
        }
        List<RecordRange> read = asked.without(pruned);
        return new LogVerdict(verdict.over(read), read, List.of(), pruned, List.of());
    }

    /** Of what was downloaded from behind the last gap on, and of archives. */
    static LogVerdict ofDownload(Verdict verdict, long from, List<PrunedRange> pruned, List<ArchiveVerdict> archives) {
        RecordRange read = verdict.records();
        return new LogVerdict(
                verdict,
                read == null || pruned.isEmpty() ? List.of() : List.of(read),
                new RecordRange(0, from - 1).without(pruned),
                pruned.stream().map(gap -> gap.in(archives)).toList(),
                archives);
    }

    /** Whether everything that was read is in order. */
    boolean inOrder() {
        return verdict.inOrder()
                && archives.stream().allMatch(archive -> archive.verdict().inOrder());
    }

    /** What to tell a person: what was verified, then line by line what was not, or elsewhere. */
    String sentence() {
        String whatWasRead = verified.isEmpty() ? verdict.sentence() : verdict.sentence(listed(verified));
        Stream<String> elsewhere = notDownloaded.isEmpty() ? Stream.of() : Stream.of(inFrontOfGaps());
        return Stream.of(
                        Stream.of(whatWasRead),
                        elsewhere,
                        pruned.stream().map(PrunedRange::sentence),
                        archives.stream().map(ArchiveVerdict::sentence))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String inFrontOfGaps() {
        return "Not downloaded: records %s, which audit-service has verified; no bundle spans what is gone behind them."
                .formatted(listed(notDownloaded));
    }

    private static String listed(List<RecordRange> ranges) {
        return ranges.stream().map(RecordRange::toString).collect(Collectors.joining(", "));
    }
}
