package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.digest.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a rule that needs no condition. Every member that is present must match.
 *
 * @param tools globs over the canonical tool name
 * @param kinds the kinds of action
 * @param workspaces globs over the workspace
 * @param definitions digests of tool definitions, one of which the action names
 */
record Match(
        @Nullable List<Glob> tools,
        @Nullable List<ActionKind> kinds,
        @Nullable List<Glob> workspaces,
        @Nullable List<Digest> definitions) {

    /** Matches every action: a rule that only has a condition. */
    static final Match ANY = new Match(null, null, null, null);

    boolean matches(Facts facts) {
        return anyFits(tools(), facts.tool())
                && (kinds() == null || kinds().contains(facts.kind()))
                && anyFits(workspaces(), facts.workspace())
                && (definitions() == null || names(facts));
    }

    /** Whether it names the definition of the action's tool. */
    boolean names(Facts facts) {
        List<Digest> named = definitions();
        Digest definition = facts.definition();
        return named != null && definition != null && named.contains(definition);
    }

    private static boolean anyFits(@Nullable List<Glob> globs, String candidate) {
        return globs == null || globs.stream().anyMatch(glob -> glob.fits(candidate));
    }
}
