package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Votes;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads votes from what a form sends.
 *
 * @param suffix behind the fields' names: empty, or what tells one request of a page from the others
 */
record VoteForm(Map<String, String> sent, String suffix) {

    private static final int MAX_COMMENT = 2000;

    /** The vote. Throws {@link IllegalArgumentException} where the form is not one of this console. */
    Votes.Slip slip(VoteChoice choice) {
        return new Votes.Slip(
                VoteId.parse(value("vote")),
                choice,
                IntentDigest.parse(value("intentDigest")),
                ViewDigest.parse(value("viewDigest")),
                spoken(sent.getOrDefault("comment", "")),
                choice == VoteChoice.APPROVE ? standing() : null,
                value("delegation").isEmpty() ? null : DelegationId.parse(value("delegation")));
    }

    /** Only an approval lets anything stand. */
    private @Nullable StandingVote standing() {
        return value("grantDigest").isEmpty()
                ? null
                : new StandingVote(
                        StandingOffer.terms(value("scope"), value("uses"), value("seconds")),
                        GrantDigest.parse(value("grantDigest")));
    }

    private String value(String name) {
        return sent.getOrDefault(name + suffix, "");
    }

    /** A comment; null where there is none. Ends the request where it is too long. */
    static @Nullable String spoken(String comment) {
        // A form sends every line break as two characters; the field counts one.
        String said = comment.replace("\r\n", "\n");
        if (said.length() > MAX_COMMENT) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "A comment has at most %d characters".formatted(MAX_COMMENT));
        }
        return said.isBlank() ? null : said;
    }
}
