package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that compiled: a function from facts to a verdict (docs/spec/policy-bundle.md, section 4). It reads no clock
 * and no database, and is safe for any number of threads.
 */
public final class CompiledBundle {

    private final String description;
    private final Trust trust;
    private final List<Rule> rules;

    CompiledBundle(String description, Trust trust, List<Rule> rules) {
        this.description = description;
        this.trust = trust;
        this.rules = List.copyOf(rules);
    }

    /** What the author says that the bundle does. */
    public String description() {
        return description;
    }

    /** What this bundle says. Never throws for what the facts hold: a condition that fails is a denial. */
    public Verdict judge(Facts facts) {
        try {
            TrustTier tier = trust.of(facts);
            return judge(facts.withTrust(tier), tier);
        } catch (ConditionFailedException failed) {
            return Verdict.denied("The condition of a trust rule failed: " + failed.getMessage(), TrustTier.NONE);
        }
    }

    private Verdict judge(Facts facts, TrustTier tier) {
        List<Finding> findings = rules.stream()
                .flatMap(rule -> Stream.ofNullable(finding(rule, facts, tier)))
                .sorted(Finding.STRICTEST_FIRST)
                .toList();
        return findings.isEmpty() ? Verdict.denied(unmatched(facts), tier) : verdict(findings, tier);
    }

    private static String unmatched(Facts facts) {
        return facts.isToolChanged()
                ? "tool-changed: %s is no longer defined as it was, and no rule names %s"
                        .formatted(facts.tool(), facts.definition())
                : "No rule matches this action";
    }

    private static @Nullable Finding finding(Rule rule, Facts facts, TrustTier tier) {
        try {
            return rule.matches(facts) ? Finding.of(rule, tier) : null;
        } catch (ConditionFailedException failed) {
            return Finding.ofFailure(rule, failed);
        }
    }

    private static Verdict verdict(List<Finding> findings, TrustTier tier) {
        Finding deciding = findings.getFirst();
        return new Verdict(
                deciding.effect(),
                deciding.rule().id(),
                deciding.reason(),
                deciding.risk(),
                tier,
                deciding.effect() == Effect.REQUIRE_APPROVAL ? Requirements.merged(findings) : null,
                findings.stream().map(finding -> finding.rule().id()).toList());
    }
}
