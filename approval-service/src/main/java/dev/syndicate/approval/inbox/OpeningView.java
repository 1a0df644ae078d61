package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.Opening;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import java.time.Instant;

/**
 * That the caller has opened a request, and what they are shown: a vote names both digests.
 *
 * @param round in which the opening counts
 * @param firstOpenedAt when the caller first opened it in this round; it goes on the record with the vote
 */
record OpeningView(
        int round, Instant firstOpenedAt, Instant lastOpenedAt, IntentDigest intentDigest, ViewDigest viewDigest) {

    static OpeningView of(Opening opening, ApprovalView view) {
        return new OpeningView(
                opening.round(),
                opening.first(),
                opening.last(),
                view.request().intentDigest(),
                view.synopsis().viewDigest());
    }
}
