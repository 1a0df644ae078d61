package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.GrantScope;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Reads what a vote gives beyond the action: {@code {"terms":{"scope","uses","duration"},"grantDigest"}}. */
final class StandingBody {

    private static final Set<String> MEMBERS = Set.of("terms", "grantDigest");
    private static final Set<String> TERMS = Set.of("scope", "uses", "duration");

    private StandingBody() {}

    /** Throws {@link IllegalArgumentException} for anything else. */
    static StandingVote of(JsonObject json) {
        JsonObject terms = json.object("terms");
        if (!MEMBERS.containsAll(json.names()) || !TERMS.containsAll(terms.names())) {
            throw new IllegalArgumentException("standing has terms of %s, and a grantDigest".formatted(TERMS));
        }
        return new StandingVote(
                new StandingTerms(
                        GrantScope.of(terms.string("scope")),
                        Math.toIntExact(Math.clamp(terms.integer("uses"), 0, Integer.MAX_VALUE)),
                        duration(terms.string("duration"))),
                GrantDigest.parse(json.string("grantDigest")));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notADuration) {
            throw new IllegalArgumentException("A duration is written as in ISO 8601, for example PT1H", notADuration);
        }
    }
}
