package dev.syndicate.policy.bundle;

import static dev.syndicate.policy.bundle.BundleFixture.allow;
import static dev.syndicate.policy.bundle.BundleFixture.ask;
import static dev.syndicate.policy.bundle.BundleFixture.deny;
import static dev.syndicate.policy.bundle.BundleFixture.of;
import static dev.syndicate.policy.bundle.BundleFixture.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.platform.problem.PayloadTooLargeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyBundleTest {

    private static final String ALWAYS = "when: \"true\"";

    @Test
    void hasOneCanonicalFormInYamlAndJson() {
        byte[] yaml = of(allow("a", ALWAYS)).getBytes(StandardCharsets.UTF_8);
        byte[] canonical = PolicyBundle.fromYaml(yaml).canonicalBytes();

        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .isEqualTo("{\"description\":\"Of a test.\",\"rules\":[{\"effect\":\"allow\",\"id\":\"a\","
                        + "\"reason\":\"It is allowed.\",\"risk\":\"low\",\"when\":\"true\"}],"
                        + "\"schema\":\"policy-bundle/v1\"}");
        assertThat(PolicyBundle.fromJson(canonical).canonicalBytes()).isEqualTo(canonical);
        assertThat(PolicyBundle.fromYaml(canonical).canonicalBytes()).isEqualTo(canonical);
    }

    @Test
    void namesRuleAndPositionOfEveryConditionThatDoesNotCompile() {
        String bundle = of(
                allow("good", ALWAYS),
                allow("syntax", "when: action.kind =="),
                allow("unknown", "when: |\n  true &&\n  colour == 1"),
                allow("types", "when: trustTier == \"high\""),
                allow("regex", "when: workspace.matches(\"(a\")"),
                allow("number", "when: 1 + 1"));

        assertThat(problemsOf(bundle))
                .extracting(BundleProblem::rule, BundleProblem::pointer, BundleProblem::line, BundleProblem::column)
                .containsExactly(
                        tuple("syntax", "/rules/1/when", 1, 15),
                        tuple("unknown", "/rules/2/when", 2, 1),
                        tuple("types", "/rules/3/when", 1, 11),
                        tuple("regex", "/rules/4/when", 1, 19),
                        tuple("number", "/rules/5/when", 1, 3));
    }

    @Test
    void keepsTheTierFromTheRulesThatDecideIt() {
        String bundle = of(allow("a", ALWAYS)) + "trust: {default: 1, rules: [{tier: 1, when: trustTier > 1}]}\n";

        assertThat(problemsOf(bundle)).extracting(BundleProblem::pointer).containsExactly("/trust/rules/0/when");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rules/0/colour              | colour: red",
                "/rules/0/match/kinds         | match: {kinds: [teleport]}",
                "/rules/0/match/kinds         | match: {kinds: []}",
                "/rules/0/match/kinds         | match: {}",
                "/rules/0/match/tools         | match: {tools: [1]}",
                "/rules/0/match/hosts         | match: {kinds: [command], hosts: [a]}",
                "/rules/0/minimumTrust        | minimumTrust: 4",
                "/rules/0/minimumTrust        | minimumTrust: 1.5",
                "/rules/0/approval            | approval: {sets: []}",
                "/rules/0/description         | description: 1",
                "/rules/0/description         | description: \"a\\0b\"",
            })
    void saysWhichMemberIsWrong(String pointer, String member) {
        assertThat(problemsOf(of(allow("a", ALWAYS + "\n" + member))))
                .extracting(BundleProblem::pointer)
                .containsExactly(pointer);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(problemsOf("schema: policy-bundle/v1\nrules: [{id: a}]\n"))
                .extracting(BundleProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/description", "/rules/0/when", "/rules/0/effect", "/rules/0/risk", "/rules/0/reason");
    }

    @Test
    void refusesWhatOnlyLooksLikeAPolicy() {
        assertThat(problemsOf(of(allow("a", ALWAYS)).replace("v1", "v2"))).hasSize(1);
        assertThat(problemsOf(of(allow("a", ALWAYS), deny("a", ALWAYS))))
                .extracting(BundleProblem::pointer)
                .containsExactly("/rules/1/id");
        assertThat(problemsOf(of(allow("A b", ALWAYS)))).hasSize(1);
        assertThat(problemsOf(of(allow("a", "minimumTrust: 1")))).hasSize(1);
        assertThat(problemsOf(of(deny("a", ALWAYS + "\nminimumTrust: 1")))).hasSize(1);
        assertThat(problemsOf(of(ask("a", ALWAYS).replace("approve: 1", "approve: 0"))))
                .hasSize(1);
        assertThat(problemsOf(of(ask("a", ALWAYS).replace("]}", "], expiresAfter: P1D}"))))
                .hasSize(1);
        assertThat(problemsOf(of(ask("a", ALWAYS).replace("]}", "], expiresAfter: PT1S}"))))
                .hasSize(1);
        for (String standing : List.of(
                "{}",
                "{maxUses: 0, maxDuration: PT1H, scopes: [intent]}",
                "{maxUses: 1001, maxDuration: PT1H, scopes: [intent]}",
                "{maxUses: 1, maxDuration: P9D, scopes: [intent]}",
                "{maxUses: 1, maxDuration: PT1H, scopes: []}",
                "{maxUses: 1, maxDuration: PT1H, scopes: [session]}",
                "{maxUses: 1, maxDuration: PT1H, scopes: [intent], more: 1}")) {
            assertThat(problemsOf(of(ask("a", ALWAYS).replace("]}", "], standing: " + standing + "}"))))
                    .as(standing)
                    .isNotEmpty();
        }
        for (String masks : List.of("[]", "[jwt, jwt]", "[everything]", "[JWT]", "jwt", "[1]", "{}", "null")) {
            assertThat(problemsOf(of(ask("a", ALWAYS).replace("]}", "], masks: " + masks + "}"))))
                    .as(masks)
                    .isNotEmpty()
                    .extracting(BundleProblem::pointer, BundleProblem::rule)
                    .containsOnly(tuple("/rules/0/approval/masks", "a"));
        }
        assertThat(problemsOf("schema: policy-bundle/v1\ndescription: x\nrules: []\n"))
                .hasSize(1);
    }

    @Test
    void checksTheConditionsOfThresholdSetsAsApprovalServiceReadsThem() {
        String with = "group: syndicate-reviewers, when: '%s'}";
        String bundle = of(ask("a", ALWAYS)).replace("group: syndicate-reviewers}", with);

        assertThat(BundleFixture.compiled(bundle.formatted("\"mfa\" in reviewer.amr")))
                .isNotNull();
        assertThat(problemsOf(bundle.formatted("action.kind == \"command\"")))
                .extracting(BundleProblem::pointer, BundleProblem::rule)
                .containsExactly(tuple("/rules/0/approval/sets/0/when", "a"));
        assertThat(problemsOf(bundle.formatted("has(reviewer.amr)"))).hasSize(1);
    }

    @Test
    void takesAConditionInPlaceOfAGroup() {
        String bundle = of(ask("a", ALWAYS)).replace("group: syndicate-reviewers}", "%s}");

        assertThat(BundleFixture.compiled(bundle.formatted("when: '\"x\" in reviewer.groups'")))
                .isNotNull();
        assertThat(problemsOf(bundle.replace(", %s}", "}")))
                .extracting(BundleProblem::pointer)
                .containsExactly("/rules/0/approval/sets/0/group");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rules/0/approval/disjoint             | disjoint: 1",
                "/rules/0/approval/escalateTo           | escalateAfter: PT10M",
                "/rules/0/approval/escalateAfter        | escalateTo: {group: leads}",
                "/rules/0/approval/escalateAfter        | escalateAfter: PT30M, escalateTo: {group: leads}",
                "/rules/0/approval/escalateTo/group     | escalateAfter: PT10M, escalateTo: {}",
                "/rules/0/approval/escalateTo/when      | escalateAfter: PT10M, escalateTo: {when: 'action.kind == \"x\"'}",
                "/rules/0/approval/escalateTo/sets      | escalateAfter: PT10M, escalateTo: {group: leads, sets: 1}",
            })
    void saysWhatIsWrongWithWhoIsAsked(String pointer, String members) {
        String bundle = of(ask("a", ALWAYS)).replace("]}", "], %s}".formatted(members));

        assertThat(problemsOf(bundle)).extracting(BundleProblem::pointer).contains(pointer);
    }

    @Test
    void refusesBodiesThatAreTooLong() {
        assertThatThrownBy(() -> PolicyBundle.fromYaml(new byte[PolicyBundle.MAX_BYTES + 1]))
                .isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void refusesJsonThatIsNotAdmitted() {
        InadmissibleBundleException refused = catchThrowableOfType(
                InadmissibleBundleException.class,
                () -> PolicyBundle.fromJson("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)));

        assertThat(refused.extras()).containsEntry("code", "duplicate-name");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return new org.assertj.core.groups.Tuple(values);
    }
}
