package dev.syndicate.approval.console;

import dev.syndicate.approval.grant.Lineage;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.story.Standing;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action in a session's story.
 *
 * @param tone the style's class: good, bad, warn or nothing
 * @param current whether it is the one that the page is about
 * @param approval where people were asked about it, if they were
 * @param under the standing grant that it ran under, if it did
 */
public record StoryLine(
        String at,
        String tool,
        String kind,
        List<Piece> headline,
        String icon,
        String tone,
        String words,
        String detail,
        boolean current,
        @Nullable ApprovalId approval,
        @Nullable Under under) {

    /** A standing grant, who gave it, and the how manieth use of it this was. */
    public record Under(ApprovalId grant, String words) {

        static Under of(Lineage lineage) {
            return new Under(
                    lineage.grant().approval(),
                    "Use %d of %d of what %s let stand"
                            .formatted(
                                    lineage.use().number(),
                                    lineage.grant().terms().uses(),
                                    Wording.names(lineage.grant().approvers())));
        }
    }

    public StoryLine {
        headline = List.copyOf(headline);
    }

    static String words(Standing standing) {
        return switch (standing.kind()) {
            case PROPOSED -> "Proposed";
            case AWAITED -> "Waits for people";
            case AUTHORISED -> "Allowed to run";
            case INTENDED -> "About to run";
            case RUNNING -> "Running";
            case EXECUTED -> "Executed";
            case FAILED -> "Executed, failed";
            case DIVERGED -> "Executed, but different";
            case UNKNOWN -> "Outcome unknown";
            case REFUSED -> "Refused at execution";
            case DENIED_BY_POLICY -> "Denied by policy";
            case DENIED_BY_REVIEWER -> "Denied by a reviewer";
            case EXPIRED -> "Expired";
            case WITHDRAWN -> "Withdrawn";
        };
    }

    static String icon(Standing standing) {
        return switch (standing.kind()) {
            case PROPOSED, AWAITED, INTENDED, RUNNING -> "i-dot";
            case AUTHORISED -> "i-tick";
            case EXECUTED -> "i-check";
            case FAILED -> "i-cross";
            case DIVERGED, REFUSED -> "i-neq";
            case UNKNOWN -> "i-unknown";
            case DENIED_BY_POLICY -> "i-ban";
            case DENIED_BY_REVIEWER -> "i-x";
            case EXPIRED -> "i-hour";
            case WITHDRAWN -> "i-undo";
        };
    }

    /** Green only for what ran as authorised; neutral where the system did its work by refusing. */
    static String tone(Standing standing) {
        return switch (standing.kind()) {
            case EXECUTED -> "good";
            case DIVERGED, REFUSED -> "bad";
            case UNKNOWN -> "warn";
            default -> "";
        };
    }
}
