package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.voting.AmendmentResult;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.VoteResult;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import java.util.Optional;

/** What the console says after a vote, and why there can be none. */
final class VoteNotes {

    private VoteNotes() {}

    static Note of(VoteResult result, Optional<Long> record, Moments moments) {
        return switch (result) {
            case VoteResult.Recorded recorded -> recorded(recorded, record, moments);
            case VoteResult.Refused refused -> refused(refused);
        };
    }

    static Note of(AmendmentResult result, Moments moments) {
        return switch (result) {
            case AmendmentResult.Recorded recorded ->
                Note.recorded(
                        "Your amendment was recorded at %s.".formatted(moments.at(recorded.at())),
                        "This request never runs. What you made of it is judged anew, and somebody else decides on it.");
            case AmendmentResult.Refused refused -> Note.warning("Your amendment was not taken.", refused.detail());
        };
    }

    static Note unknown() {
        return Note.warning(
                "We do not know yet whether your vote arrived.",
                "Ask again: it is the same vote, and sending it twice counts once.");
    }

    /** Why this person cannot vote, as the page says it beside the button. */
    static String why(VoteResult.Refused refused, ApprovalView view, Person viewer, Moments moments) {
        return switch (refused.reason()) {
            case ALREADY_VOTED ->
                view.voteOf(viewer)
                        .map(vote -> "You %s it at %s. A vote is final."
                                .formatted(
                                        vote.choice() == VoteChoice.APPROVE ? "approved" : "denied",
                                        moments.at(vote.occurredAt())))
                        .orElse(refused.detail());
            case APPROVAL_ENDED -> "The time to decide is over.";
            default -> refused.detail();
        };
    }

    private static Note recorded(VoteResult.Recorded recorded, Optional<Long> record, Moments moments) {
        String what = recorded.choice() == VoteChoice.APPROVE ? "Your approval" : "Your denial";
        return Note.recorded(
                "%s was recorded at %s%s."
                        .formatted(
                                what,
                                moments.at(recorded.at()),
                                record.map(" as #%,d"::formatted).orElse("")),
                consequence(recorded.state()));
    }

    private static String consequence(ApprovalState state) {
        return switch (state) {
            case OPEN -> "It still waits for others.";
            case GRANTED -> "Every group has agreed: it may run once.";
            case DENIED -> "It ends the request. Nothing ran.";
            case EXPIRED, WITHDRAWN, AMENDED, SUPERSEDED -> "The request has ended since.";
        };
    }

    private static Note refused(VoteResult.Refused refused) {
        return switch (refused.reason()) {
            case DIGEST_MISMATCH, VIEW_MISMATCH ->
                Note.alarm("Your vote was not counted: this is not what you were shown.", refused.detail());
            default -> Note.warning("Your vote was not counted.", refused.detail());
        };
    }
}
