package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far policy lets an approval stand for further actions of its session, and what the approver has chosen of it.
 *
 * @param chosen absent while the approval is for the action alone
 */
public record StandingOffer(
        List<Choice> scopes,
        int mostUses,
        List<Choice> lengths,
        @Nullable Chosen chosen) {

    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(8), Duration.ofDays(1));

    /** A value of a field. */
    public record Choice(String value, String words) {}

    /**
     * Terms, and the exact form that a vote for them is bound to.
     *
     * @param exact the canonical bytes of the grant, hidden characters spelled out and secrets masked
     */
    public record Chosen(StandingTerms terms, String words, List<Piece> exact, GrantDigest digest) {}

    public StandingOffer {
        scopes = List.copyOf(scopes);
        lengths = List.copyOf(lengths);
    }

    /** What policy offers for this request; empty where the approval cannot stand. */
    static Optional<StandingOffer> of(ApprovalView view, Map<String, String> parameters) {
        return Optional.ofNullable(view.requirement().standing())
                .map(limits -> new StandingOffer(
                        limits.scopes().stream()
                                .filter(scope -> scope != GrantScope.TARGET
                                        || !view.request().summary().targets().isEmpty())
                                .map(scope -> new Choice(scope.wireName(), Wording.capitalised(Wording.scope(scope))))
                                .toList(),
                        limits.maxUses(),
                        lengths(limits),
                        chosen(view, limits, parameters)))
                .filter(offer -> !offer.scopes().isEmpty());
    }

    /** Reads terms. Throws {@link IllegalArgumentException} where they are none. */
    static StandingTerms terms(String scope, String uses, String seconds) {
        return new StandingTerms(
                GrantScope.of(scope), Integer.parseInt(uses), Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static List<Choice> lengths(StandingLimits limits) {
        return Stream.concat(LENGTHS.stream(), Stream.of(limits.maxDuration()))
                .filter(length -> length.compareTo(limits.maxDuration()) <= 0)
                .distinct()
                .sorted()
                .map(length -> new Choice(String.valueOf(length.toSeconds()), Wording.length(length)))
                .toList();
    }

    /** What the address says and policy does not allow counts as not said. */
    private static @Nullable Chosen chosen(ApprovalView view, StandingLimits limits, Map<String, String> parameters) {
        if (!parameters.containsKey("scope")) {
            return null;
        }
        StandingTerms terms = terms(
                parameters.getOrDefault("scope", ""),
                parameters.getOrDefault("uses", ""),
                parameters.getOrDefault("seconds", ""));
        return terms.areWithin(limits) ? chosen(view, terms) : null;
    }

    private static Chosen chosen(ApprovalView view, StandingTerms terms) {
        return new Chosen(
                terms,
                Wording.terms(terms),
                Escapes.pieces(view.request()
                        .masks()
                        .line("", terms.grantFor(view.request(), view.history().decision()))),
                terms.digestFor(view.request(), view.history().decision()));
    }
}
