package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integrity finding, and how far its release has come.
 *
 * @param digest names it
 * @param sequence the first record that is not proved to be as it was; -1 when it is about no record
 * @param released absent while it stands
 * @param pending absent unless one person has signed
 */
public record StandingFinding(
        String digest,
        String code,
        long sequence,
        long epoch,
        List<Piece> detail,
        String foundAt,
        @Nullable Released released,
        @Nullable Pending pending) {

    private static final int DIGITS = 8;
    private static final int AFTER_PREFIX = "sha256:".length();

    /** Two people took it off, and why. */
    public record Released(String by, List<Piece> reason, String at) {}

    /** Who signed first, and until when somebody else may. */
    public record Pending(String issuer, String subject, String name, List<Piece> reason, String until) {

        boolean isOf(String otherIssuer, String otherSubject) {
            return issuer.equals(otherIssuer) && subject.equals(otherSubject);
        }
    }

    static StandingFinding of(Facts finding, List<Facts> pending, Moments moments) {
        String digest = finding.text("digest");
        return new StandingFinding(
                digest,
                finding.text("code"),
                finding.number("sequence").orElse(-1L),
                finding.number("epoch").orElse(0L),
                Escapes.pieces(finding.text("detail")),
                moments.at(Instant.parse(finding.text("foundAt"))),
                finding.has("release") ? released(finding.at("release"), moments) : null,
                pending.stream()
                        .filter(asking -> asking.text("kind").equals("release-finding")
                                && asking.text("digest").equals(digest))
                        .findFirst()
                        .map(asking -> pending(asking, moments))
                        .orElse(null));
    }

    public boolean stands() {
        return released == null;
    }

    public int signatures() {
        return released != null ? 2 : pending == null ? 0 : 1;
    }

    /** In a sentence: the record, or the log where it is about none. */
    public String subject() {
        return sequence < 0 ? "the log" : "record " + RecordRow.number(sequence);
    }

    /** What somebody has to type so that they sign for this finding: the record's number, or the digest's beginning. */
    public String typed() {
        return sequence < 0 ? digest.substring(AFTER_PREFIX, AFTER_PREFIX + DIGITS) : String.valueOf(sequence);
    }

    boolean isTyped(String text) {
        return text.replaceAll("[#,\\s]", "").equals(typed());
    }

    private static Released released(Facts release, Moments moments) {
        return new Released(
                String.join(" and ", release.texts("by")),
                Escapes.pieces(release.text("reason")),
                moments.at(Instant.parse(release.text("releasedAt"))));
    }

    private static Pending pending(Facts asking, Moments moments) {
        Facts first = asking.at("first");
        return new Pending(
                first.text("issuer"),
                first.text("subject"),
                first.name(),
                Escapes.pieces(asking.text("reason")),
                moments.at(Instant.parse(asking.text("expiresAt"))));
    }
}
