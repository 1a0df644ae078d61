package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MAX_NAME = 64;
    private static final int MAX_REASON = 500;
    private static final int MAX_DESCRIPTION = 2000;
    private static final int MAX_MATCHES = 200;

    private final Part part;
    private final String id;
    private final int order;
    private final Limits limits;

    RuleReader(Part part, int order, Limits limits, Set<String> ids) {
        this.id = name(part, "id");
        this.part = part.inRule(id);
        this.order = order;
        this.limits = limits;
        if (!ids.add(id)) {
            this.part.note("id", "Another rule has this id");
        }
    }

    Rule read() {
        part.knowsOnly("id", "description", "match", "when", "effect", "risk", "reason", "minimumTrust", "approval");
        if (part.has("description")) {
            part.text("description", MAX_DESCRIPTION);
        }
        if (!part.has("match") && !part.has("when")) {
            part.note("when", "A rule has match or when; one for every action says when: \"true\"");
        }
        Effect effect = part.choice("effect", MAX_NAME, Effect.DENY, Effect::of);
        return new Rule(
                id,
                order,
                part.has("match") ? match(part.part("match")) : Match.ANY,
                part.has("when") ? ConditionReader.read(part, Conditions.OF_RULES) : null,
                effect,
                part.choice("risk", MAX_NAME, Risk.CRITICAL, Risk::of),
                part.text("reason", MAX_REASON),
                minimumTrust(effect),
                approval(effect));
    }

    /** A name of a rule or a set. */
    static String name(Part part, String member) {
        return part.choice(member, MAX_NAME, "?", text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("1 to 64 of a-z, 0-9 and '-', not starting with '-', are needed");
            }
            return text;
        });
    }

    private static Match match(Part match) {
        match.knowsOnly("tools", "kinds", "workspaces", "definitions");
        if (match.object().isEmpty()) {
            match.note("kinds", "An empty match says nothing");
        }
        return new Match(
                globs(match, "tools"),
                match.has("kinds") ? match.choices("kinds", MAX_MATCHES, ActionKind.OTHER, ActionKind::of) : null,
                globs(match, "workspaces"),
                match.has("definitions")
                        ? match.choices("definitions", MAX_MATCHES, Digest.of(new byte[0]), Digest::parse)
                        : null);
    }

    private static @Nullable List<Glob> globs(Part match, String name) {
        return match.has(name) ? match.choices(name, MAX_MATCHES, new Glob("?"), Glob::new) : null;
    }

    private TrustTier minimumTrust(Effect effect) {
        if (!part.has("minimumTrust")) {
            return TrustTier.NONE;
        }
        if (effect == Effect.DENY) {
            part.note("minimumTrust", "A rule that denies cannot deny more");
        }
        return new TrustTier(part.integer("minimumTrust", 1, 3));
    }

    private @Nullable ApprovalRequirement approval(Effect effect) {
        if (effect != Effect.REQUIRE_APPROVAL) {
            if (part.has("approval")) {
                part.note("approval", "Only a rule that requires approval says who approves");
            }
            return null;
        }
        return ApprovalReader.read(part.part("approval"), limits);
    }
}
