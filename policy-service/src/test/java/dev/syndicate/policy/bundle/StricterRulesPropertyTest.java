package dev.syndicate.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever rules there are: one more never makes a result milder. */
class StricterRulesPropertyTest {

    private static final List<String> CONDITIONS = List.of(
            "match: {kinds: [command]}",
            "match: {kinds: [file-read]}",
            "when: \"true\"",
            "when: session.incidents > 0",
            "when: trustTier >= 1",
            "when: action.parameters.command.startsWith(\"git\")",
            "when: action.parameters.nothing == 1",
            "when: action.kind");

    @Property(tries = 150)
    void addingARuleNeverMakesAResultMilder(
            @ForAll("ruleLists") List<String> rules,
            @ForAll("rules") String more,
            @ForAll @IntRange(max = 6) int at,
            @ForAll @IntRange(max = 1) int incidents,
            @ForAll @IntRange(max = 3) int tier) {
        FactsFixture facts = FactsFixture.command("git status").incidents(incidents);

        Verdict before = bundle(rules, tier).judge(facts.facts());
        Verdict after =
                bundle(inserted(rules, more, Math.min(at, rules.size())), tier).judge(facts.facts());

        if (before.rule() == null && before.effect() == Effect.DENY) {
            return; // Nothing matched: a first rule is what allows at all.
        }
        assertThat(after.effect()).isGreaterThanOrEqualTo(before.effect());
        if (after.effect() == before.effect() && after.effect() == Effect.REQUIRE_APPROVAL) {
            assertThat(isAtLeast(after.approval(), before.approval())).isTrue();
        }
    }

    private static boolean isAtLeast(ApprovalRequirement after, ApprovalRequirement before) {
        return before.sets().stream()
                        .allMatch(set -> after.sets().stream()
                                .anyMatch(other -> other.group().equals(set.group())
                                        && other.approve() >= set.approve()
                                        && other.deny() <= set.deny()))
                && after.expiresAfter().compareTo(before.expiresAfter()) <= 0
                && after.reviewLineLimit() <= before.reviewLineLimit()
                && before.letsMask(after);
    }

    private static List<String> inserted(List<String> rules, String more, int at) {
        return IntStream.rangeClosed(0, rules.size())
                .mapToObj(i -> i == at ? more : rules.get(i < at ? i : i - 1))
                .toList();
    }

    private static CompiledBundle bundle(List<String> rules, int tier) {
        String[] named = IntStream.range(0, rules.size())
                .mapToObj(i -> "id: r" + rules.get(i).hashCode() % 1000 + "-" + i + "\n" + rules.get(i))
                .map(rule -> rule.replace("r-", "r"))
                .toArray(String[]::new);
        return BundleFixture.compiled(BundleFixture.of(named) + "trust: {default: " + tier + "}\n");
    }

    @Provide
    Arbitrary<List<String>> ruleLists() {
        return rules().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> rules() {
        return Combinators.combine(
                        Arbitraries.of(Effect.values()),
                        Arbitraries.of("low", "moderate", "high", "critical"),
                        Arbitraries.of(CONDITIONS),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(
                                "",
                                "masks: [jwt], ",
                                "masks: [jwt, npm-token], ",
                                "masks: [npm-token, url-password], "))
                .as(StricterRulesPropertyTest::rule);
    }

    private static String rule(
            Effect effect, String risk, String condition, int votes, int minimumTrust, String masks) {
        String approval = "approval: {%sexpiresAfter: PT%dM, sets: [{name: s, approve: %d, deny: 1, group: g}]}\n"
                .formatted(masks, votes * 10, votes);
        return "effect: %s\nrisk: %s\nreason: Because.\n%s%s%s"
                .formatted(
                        effect.wireName(),
                        risk,
                        effect == Effect.REQUIRE_APPROVAL ? approval : "",
                        effect == Effect.DENY || minimumTrust == 0 ? "" : "minimumTrust: " + minimumTrust + "\n",
                        condition);
    }
}
