package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Map;
import java.util.regex.Pattern;

/** Bounds on what is kept beside an action's bytes: events, records and lookups carry these, and stay short. */
final class ProposalLimits {

    private static final Pattern CALL = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MAX_NAME = 300;
    private static final int MAX_TARGETS = 100;
    private static final int MAX_TARGET = 8192;

    private ProposalLimits() {}

    /** Ends the request with {@code invalid-request} where a bound is exceeded. */
    static void check(CanonicalAction action) {
        CallReference call = action.call();
        require(call == null || CALL.matcher(call.id()).matches(), "/call/id", "has 1 to 200 visible ASCII characters");
        require(action.tool().rawName().length() <= MAX_NAME, "/tool/rawName", "has at most 300 characters");
        require(
                action.tool().canonicalName().length() <= MAX_NAME,
                "/tool/canonicalName",
                "has at most 300 characters");
        require(action.targets().size() <= MAX_TARGETS, "/targets", "has at most 100 entries");
        require(
                action.targets().stream().allMatch(target -> target.length() <= MAX_TARGET),
                "/targets",
                "has entries of at most 8,192 characters");
    }

    private static void require(boolean holds, String pointer, String rule) {
        if (!holds) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "The member at %s %s".formatted(pointer, rule),
                    Map.of("pointer", pointer));
        }
    }
}
