package dev.syndicate.policy.bundle;

import static dev.syndicate.policy.bundle.BundleFixture.allow;
import static dev.syndicate.policy.bundle.BundleFixture.ask;
import static dev.syndicate.policy.bundle.BundleFixture.compiled;
import static dev.syndicate.policy.bundle.BundleFixture.deny;
import static dev.syndicate.policy.bundle.BundleFixture.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompiledBundleTest {

    private static final String ALWAYS = "when: \"true\"";

    @Test
    void deniesWhatNoRuleMatches() {
        Verdict verdict = judge(of(allow("reads", "match: {kinds: [file-read]}")), FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.rule()).isNull();
        assertThat(verdict.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(verdict.matchedRules()).isEmpty();
    }

    @Test
    void allowsWhatOnlyAllowingRulesMatch() {
        Verdict verdict = judge(of(allow("reads", "match: {kinds: [file-read]}")), FactsFixture.read("README.md"));

        assertThat(verdict.effect()).isEqualTo(Effect.ALLOW);
        assertThat(verdict.rule()).isEqualTo("reads");
        assertThat(verdict.reason()).isEqualTo("It is allowed.");
        assertThat(verdict.risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void allowsAChangedToolByNothingThatDoesNotNameItsDefinition() {
        String old = "sha256:" + "cd".repeat(32);
        String looked = "sha256:" + "ab".repeat(32);
        String bundle =
                of(allow("all", ALWAYS), allow("looked-at", "match: {definitions: [\"%s\"]}".formatted(looked)));

        assertThat(judge(bundle, tool(old)).rule()).isEqualTo("all");
        Verdict changed = judge(bundle, tool(old).session("toolChanged", JsonValue.of(true)));
        assertThat(changed.effect()).isEqualTo(Effect.DENY);
        assertThat(changed.reason()).startsWith("tool-changed").contains(old);
        assertThat(judge(bundle, tool(looked).session("toolChanged", JsonValue.of(true)))
                        .matchedRules())
                .containsExactly("looked-at");
        assertThat(judge(of(deny("none", ALWAYS)), tool(old).session("toolChanged", JsonValue.of(true)))
                        .rule())
                .isEqualTo("none");
    }

    private static FactsFixture tool(String definition) {
        return new FactsFixture()
                .with("kind", JsonValue.of("mcp-call"))
                .with(
                        "tool",
                        JsonObject.builder()
                                .put("rawName", "github__get")
                                .put("canonicalName", "github/get")
                                .put("server", "github")
                                .put("definitionDigest", definition)
                                .build());
    }

    @Test
    void letsTheStrictestEffectDecideWhateverTheOrder() {
        String bundle = of(allow("a", ALWAYS), deny("d", ALWAYS), ask("q", ALWAYS));

        Verdict verdict = judge(bundle, FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.matchedRules()).containsExactly("d", "q", "a");
    }

    @Test
    void breaksTiesByRiskAndThenByOrder() {
        String bundle = of(
                deny("first", ALWAYS),
                deny("second", ALWAYS),
                deny("worst", ALWAYS).replace("risk: high", "risk: critical"));

        assertThat(judge(bundle, FactsFixture.command("ls")).matchedRules())
                .containsExactly("worst", "first", "second");
    }

    @Test
    void asksEveryRuleThatRequiresApproval() {
        String bundle = of(
                ask("one", ALWAYS),
                ask("same", ALWAYS),
                ask("two", ALWAYS)
                        .replace("approve: 1", "approve: 2")
                        .replace("]}", "], expiresAfter: PT5M, reviewLineLimit: 100}"));

        Verdict verdict = judge(bundle, FactsFixture.command("ls"));

        assertThat(verdict.approval().sets())
                .containsExactly(
                        new ThresholdSet("reviewers", 1, 1, "syndicate-reviewers", null),
                        new ThresholdSet("two/reviewers", 2, 1, "syndicate-reviewers", null));
        assertThat(verdict.approval().expiresAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(verdict.approval().reviewLineLimit()).isEqualTo(100);
    }

    @Test
    void letsAnApprovalStandOnlyAsFarAsEveryRuleDoes() {
        String wide = lasting("wide", "{maxUses: 50, maxDuration: PT8H, scopes: [target, intent]}");
        String narrow = lasting("narrow", "{maxUses: 3, maxDuration: PT12H, scopes: [intent]}");
        String other = lasting("other", "{maxUses: 9, maxDuration: PT1H, scopes: [target]}");

        assertThat(judge(of(wide), FactsFixture.command("ls")).approval().standing())
                .isEqualTo(new StandingLimits(50, Duration.ofHours(8), List.of(GrantScope.INTENT, GrantScope.TARGET)));
        assertThat(judge(of(wide, narrow), FactsFixture.command("ls"))
                        .approval()
                        .standing())
                .isEqualTo(new StandingLimits(3, Duration.ofHours(8), List.of(GrantScope.INTENT)));
        assertThat(judge(of(narrow, other), FactsFixture.command("ls"))
                        .approval()
                        .standing())
                .isNull();
        assertThat(judge(of(wide, ask("once", ALWAYS)), FactsFixture.command("ls"))
                        .approval()
                        .standing())
                .isNull();
    }

    private static String lasting(String rule, String standing) {
        return ask(rule, ALWAYS).replace("]}", "], standing: " + standing + "}");
    }

    @Test
    void takesTheBundlesLimitsWhereARuleHasNone() {
        String bundle = of(ask("q", ALWAYS)) + "limits: {approvalExpiresAfter: PT2H, reviewLineLimit: 7}\n";

        Verdict verdict = judge(bundle, FactsFixture.command("ls"));

        assertThat(verdict.approval().expiresAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(verdict.approval().reviewLineLimit()).isEqualTo(7);
    }

    @Test
    void deniesWhenAnyConditionFails() {
        String bundle = of(allow("a", ALWAYS), allow("broken", "when: action.parameters.nothing == 1"));

        Verdict verdict = judge(bundle, FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.rule()).isEqualTo("broken");
        assertThat(verdict.risk()).isEqualTo(Risk.CRITICAL);
        assertThat(verdict.reason()).contains("broken").contains("nothing");
        assertThat(verdict.matchedRules()).containsExactly("broken", "a");
    }

    @Test
    void deniesWhenAConditionDoesNotAnswerTrueOrFalse() {
        Verdict verdict = judge(of(allow("text", "when: action.kind")), FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.reason()).contains("not true or false");
    }

    @Test
    void doesNotEvaluateAConditionWhereMatchDoesNotMatch() {
        String bundle = of(
                allow("reads", "match: {kinds: [file-read]}"),
                deny("force", "match: {kinds: [command]}\nwhen: action.parameters.command.contains(\"--force\")"));

        assertThat(judge(bundle, FactsFixture.read("a")).effect()).isEqualTo(Effect.ALLOW);
    }

    @Test
    void boundsWhatAConditionMayDo() {
        String bundle = of(allow("slow", "when: action.targets.all(a, action.targets.all(b, a != b || a == b))"));
        JsonArray many = JsonArray.ofStrings(Collections.nCopies(200, "x"));

        Verdict verdict = judge(bundle, FactsFixture.command("ls").with("targets", many));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.rule()).isEqualTo("slow");
    }

    @Test
    void givesTheLowestTierWhoseConditionIsTrue() {
        String bundle = of(allow("a", ALWAYS)) + """
                trust:
                  default: 1
                  rules:
                    - {tier: 3, when: 'agent.enforcementTier in ["A", "B"]'}
                    - {tier: 0, when: session.incidents > 0}
                """;

        assertThat(judge(bundle, FactsFixture.command("ls")).trustTier()).isEqualTo(new TrustTier(3));
        assertThat(judge(bundle, FactsFixture.command("ls").incidents(1)).trustTier())
                .isEqualTo(TrustTier.NONE);
        assertThat(judge(bundle, FactsFixture.command("ls").enforcementTier("C"))
                        .trustTier())
                .isEqualTo(new TrustTier(1));
    }

    @Test
    void deniesWhenATrustConditionFails() {
        String bundle = of(allow("a", ALWAYS)) + "trust: {default: 3, rules: [{tier: 1, when: session.nothing > 0}]}\n";

        Verdict verdict = judge(bundle, FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.trustTier()).isEqualTo(TrustTier.NONE);
        assertThat(verdict.rule()).isNull();
    }

    @Test
    void deniesBelowARulesMinimumTrust() {
        String bundle = of(allow("a", ALWAYS + "\nminimumTrust: 2"));

        Verdict verdict = judge(bundle + "trust: {default: 1}\n", FactsFixture.command("ls"));

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.rule()).isEqualTo("a");
        assertThat(verdict.reason()).isEqualTo("Rule a needs trust tier 2, the session has 1");
        assertThat(judge(bundle + "trust: {default: 2}\n", FactsFixture.command("ls"))
                        .effect())
                .isEqualTo(Effect.ALLOW);
    }

    @Test
    void letsConditionsAskAboutEverythingThatTheSpecificationNames() {
        String bundle = of(allow("all", """
                when: >-
                  agent.vendor == "anthropic" && principal.subject == "dana" && workspace.glob("acme/*")
                  && session.turn == "3" && session.incidents == 0 && session.ageDays > 1.4 && trustTier == 2
                  && action.tool.canonicalName == "shell" && action.parameters.command.startsWith("git ")
                  && action.parameters.command.matches("status$") && !has(action.parameters.timeout)
                  && action.parameters.nothing == null && !has(action.targets)
                  && sets.contains(["shell", "read"], [action.tool.canonicalName])
                  && timestamp(session.openedAt) < timestamp("2030-01-01T00:00:00Z")
                """)) + "trust: {default: 2}\n";
        JsonObject parameters = JsonObject.builder()
                .put("command", "git status")
                .put("nothing", JsonNull.NULL)
                .build();

        Verdict verdict = judge(
                bundle,
                FactsFixture.command("ls").with("parameters", parameters).session("ageDays", JsonValue.of(1.5)));

        assertThat(verdict.reason()).isEqualTo("It is allowed.");
        assertThat(verdict.effect()).isEqualTo(Effect.ALLOW);
    }

    @Test
    void matchesToolsAndWorkspacesByGlob() {
        String bundle = of(allow("a", "match: {tools: [\"sh*\"], workspaces: [\"acme/*\"]}"));

        assertThat(judge(bundle, FactsFixture.command("ls")).effect()).isEqualTo(Effect.ALLOW);
        assertThat(judge(bundle, FactsFixture.read("x")).effect()).isEqualTo(Effect.DENY);
        assertThat(judge(bundle, FactsFixture.command("ls").with("workspace", JsonValue.of("acme/a/b")))
                        .effect())
                .isEqualTo(Effect.DENY);
    }

    private static Verdict judge(String bundle, FactsFixture facts) {
        return compiled(bundle).judge(facts.facts());
    }
}
