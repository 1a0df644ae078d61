package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a whole bundle as docs/spec/policy-bundle.md, section 3, says, or lists everything that is wrong with it. */
final class BundleReader {

    private static final String SCHEMA = "policy-bundle/v1";
    private static final int MAX_RULES = 500;
    private static final int MAX_TRUST_RULES = 100;
    private static final int MAX_DESCRIPTION = 2000;

    private final List<BundleProblem> problems = new ArrayList<>();

    private BundleReader() {}

    /** Throws {@link InvalidBundleException}. */
    static CompiledBundle read(JsonObject value) {
        BundleReader reader = new BundleReader();
        CompiledBundle bundle = reader.bundle(new Part(value, "", null, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new InvalidBundleException(reader.problems);
        }
        return bundle;
    }

    private CompiledBundle bundle(Part part) {
        part.knowsOnly("schema", "description", "trust", "limits", "rules");
        if (!part.text("schema", 100).equals(SCHEMA)) {
            part.note("schema", "This service reads " + SCHEMA);
        }
        return new CompiledBundle(
                part.text("description", MAX_DESCRIPTION),
                part.has("trust") ? trust(part.part("trust")) : Trust.NOBODY,
                rules(part, part.has("limits") ? limits(part.part("limits")) : Limits.DEFAULT));
    }

    private Trust trust(Part part) {
        part.knowsOnly("default", "rules");
        List<Trust.TrustRule> rules = part.has("rules")
                ? part.parts("rules", 1, MAX_TRUST_RULES).stream()
                        .flatMap(BundleReader::trustRule)
                        .toList()
                : List.of();
        return new Trust(new TrustTier(part.integer("default", 0, 3)), rules);
    }

    private static Stream<Trust.TrustRule> trustRule(Part part) {
        part.knowsOnly("tier", "when");
        TrustTier tier = new TrustTier(part.integer("tier", 0, 3));
        Condition when = ConditionReader.read(part, Conditions.OF_TRUST);
        return when == null ? Stream.empty() : Stream.of(new Trust.TrustRule(tier, when));
    }

    private static Limits limits(Part part) {
        part.knowsOnly("approvalExpiresAfter", "reviewLineLimit");
        return Limits.DEFAULT.overriddenBy(part, "approvalExpiresAfter", "reviewLineLimit");
    }

    private List<Rule> rules(Part part, Limits limits) {
        List<Part> parts = part.parts("rules", 1, MAX_RULES);
        Set<String> ids = new HashSet<>();
        return IntStream.range(0, parts.size())
                .mapToObj(order -> new RuleReader(parts.get(order), order, limits, ids).read())
                .toList();
    }
}
