package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.action.ActionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a rule that needs no condition. Every member that is present must match.
 *
 * @param tools globs over the canonical tool name
 * @param kinds the kinds of action
 * @param workspaces globs over the workspace
 */
record Match(
        @Nullable List<Glob> tools,
        @Nullable List<ActionKind> kinds,
        @Nullable List<Glob> workspaces) {

    /** Matches every action: a rule that only has a condition. */
    static final Match ANY = new Match(null, null, null);

    boolean matches(Facts facts) {
        return anyFits(tools(), facts.tool())
                && (kinds() == null || kinds().contains(facts.kind()))
                && anyFits(workspaces(), facts.workspace());
    }

    private static boolean anyFits(@Nullable List<Glob> globs, String candidate) {
        return globs == null || globs.stream().anyMatch(glob -> glob.fits(candidate));
    }
}
