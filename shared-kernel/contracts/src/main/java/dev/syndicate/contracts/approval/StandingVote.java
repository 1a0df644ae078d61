package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.GrantDigest;
import java.util.Objects;

/** What a vote gives beyond the action itself, and the digest of the form in which the voter was shown it. */
public record StandingVote(StandingTerms terms, GrantDigest grantDigest) {

    public StandingVote {
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(grantDigest, "grantDigest");
    }
}
