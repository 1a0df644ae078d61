package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lists are filtered, sorted and searched by, as columns. PostgreSQL's text holds no U+0000: it is left out here, and
 * only here.
 *
 * @param asked SHA-256 of the threshold sets, and of the names of those in which others count besides
 * @param words what a search looks through, in lower case
 */
record Listing(String rule, String repository, String requesterName, String asked, String words) {

    private static final int MAX_WORDS = 2_000;

    static Listing of(ApprovalRequested request, Synopsis synopsis, Documents documents) {
        String repository = synopsis.repository() == null ? "" : synopsis.repository();
        String rule = String.valueOf(request.decision().rule());
        return new Listing(
                storable(rule),
                storable(repository),
                storable(request.requester().name()),
                asked(ApprovalHistory.of(List.of(request)), request.occurredAt(), documents),
                words(request, synopsis, rule));
    }

    /** Who is asked at this time. */
    static String asked(ApprovalHistory history, Instant at, Documents documents) {
        return Digest.of(documents.write(new Asked(history.requirement().sets(), history.escalatedAt(at))))
                .hex();
    }

    private record Asked(List<ThresholdSet> sets, List<String> escalated) {}

    private static String words(ApprovalRequested request, Synopsis synopsis, String rule) {
        String headline = synopsis.headline().stream().map(Piece::text).collect(Collectors.joining());
        String words = Stream.of(
                        headline,
                        synopsis.repository(),
                        synopsis.branch(),
                        request.requester().name(),
                        request.agent().product(),
                        request.workspace().value(),
                        Escapes.masked(request.summary().rawTool(), request.masks()),
                        rule,
                        request.approval().toString(),
                        request.intentDigest().hex())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return storable(words.substring(0, Math.min(words.length(), MAX_WORDS))).toLowerCase(Locale.ROOT);
    }

    /** Without U+0000, and without the half of a surrogate pair that a cut leaves. */
    static String storable(String text) {
        String without = text.replace("\0", "");
        return without.isEmpty() || !Character.isHighSurrogate(without.charAt(without.length() - 1))
                ? without
                : without.substring(0, without.length() - 1);
    }
}
