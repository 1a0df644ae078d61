package dev.syndicate.approval.explorer;

import java.util.Set;

/**
 * Whether what ran, or was about to, is what was authorised.
 *
 * @param icon the symbol's id in the sprite; empty for none
 */
public record Match(String word, String icon, String tone) {

    static final Match SAME = new Match("same", "i-equal", "good");
    static final Match DIFFER = new Match("differ", "i-neq", "bad");
    static final Match DID_NOT_RUN = new Match("did not run", "", "");
    static final Match NOTHING = new Match("", "", "");

    private static final Set<String> NOTHING_RAN = Set.of(
            "refused", "denied-by-policy", "denied-by-reviewer", "expired", "withdrawn", "amended", "superseded");

    /** The digests say it; where there is only one, the outcome may. */
    static Match of(Facts body) {
        String approved = body.text("digests", "intentAtApproval");
        String executed = body.text("digests", "intentAtExecution");
        String observed = body.text("digests", "intentObserved");
        if (approved.isEmpty() || executed.isEmpty()) {
            return NOTHING_RAN.contains(body.text("outcome", "result")) ? DID_NOT_RUN : NOTHING;
        }
        return approved.equals(executed) && (observed.isEmpty() || observed.equals(approved)) ? SAME : DIFFER;
    }
}
