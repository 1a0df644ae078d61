package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.SecretKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must approve, how many, and how long the request stands.
 *
 * @param expiresAfter from the request, and from the opening of each later round, to its expiry
 * @param reviewLineLimit lines of the rendered view above which a request can be denied but not approved
 * @param standing how far an approval may stand for further actions; absent where it is for this one only
 * @param disjoint whether one person's approval counts in one set only; absent means that it counts in every set that
 *     they belong to
 * @param masks kinds of known secrets that reviewers are not shown, in the order of their file; absent where they are shown
 *     everything
 */
public record ApprovalRequirement(
        List<ThresholdSet> sets,
        Duration expiresAfter,
        int reviewLineLimit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StandingLimits standing,
        @Nullable Boolean disjoint,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SecretKind> masks) {

    /** Lines of a rendered view above which nobody can be said to have read it. */
    public static final int DEFAULT_REVIEW_LINE_LIMIT = 2000;

    public ApprovalRequirement {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("An approval requirement has at least one threshold set");
        }
        if (!expiresAfter.isPositive()) {
            throw new IllegalArgumentException("An approval request expires after some time");
        }
        if (reviewLineLimit < 1) {
            throw new IllegalArgumentException("A review line limit is positive");
        }
        masks = masks == null || masks.isEmpty()
                ? null
                : masks.stream().distinct().sorted().toList();
    }

    /** A requirement whose approval is for one action only, and in which one person counts in every set of theirs. */
    public ApprovalRequirement(List<ThresholdSet> sets, Duration expiresAfter, int reviewLineLimit) {
        this(sets, expiresAfter, reviewLineLimit, null, null, null);
    }

    /** Whether and which known secrets are masked in what reviewers are shown. */
    public Masks masked() {
        return masks == null ? Masks.NONE : Masks.of(masks);
    }

    /** Whether what was shown under another requirement left out nothing that this one wants shown. */
    public boolean letsMask(ApprovalRequirement shown) {
        return masked().kinds().containsAll(shown.masked().kinds());
    }

    /** Whether one person's approval counts in one set only. */
    public boolean countsPeopleOnce() {
        return Boolean.TRUE.equals(disjoint);
    }
}
