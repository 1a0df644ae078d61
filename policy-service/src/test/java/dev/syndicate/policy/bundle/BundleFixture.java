package dev.syndicate.policy.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Bundles written as authors write them. */
public final class BundleFixture {

    private BundleFixture() {}

    /** A bundle of these rules, each the members of one rule as YAML lines. */
    public static String of(String... rules) {
        return """
                schema: policy-bundle/v1
                description: Of a test.
                rules:
                """
                + String.join(
                        "", List.of(rules).stream().map(BundleFixture::item).toList());
    }

    public static String item(String rule) {
        return "  - " + rule.strip().replace("\n", "\n    ") + "\n";
    }

    public static String allow(String id, String more) {
        return "id: %s\neffect: allow\nrisk: low\nreason: It is allowed.\n%s".formatted(id, more);
    }

    public static String deny(String id, String more) {
        return "id: %s\neffect: deny\nrisk: high\nreason: It is denied.\n%s".formatted(id, more);
    }

    public static String ask(String id, String more) {
        return """
                id: %s
                effect: require-approval
                risk: moderate
                reason: Somebody has to look.
                approval: {sets: [{name: reviewers, approve: 1, deny: 1, group: syndicate-reviewers}]}
                %s""".formatted(id, more);
    }

    static CompiledBundle compiled(String yaml) {
        return PolicyBundle.fromYaml(yaml.getBytes(StandardCharsets.UTF_8)).compiled();
    }

    static List<BundleProblem> problemsOf(String yaml) {
        return Assertions.catchThrowableOfType(InvalidBundleException.class, () -> compiled(yaml))
                .problems();
    }
}
