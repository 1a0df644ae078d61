package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.view.SecretKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whom a rule asks for approval. */
final class ApprovalReader {

    private static final int MAX_GROUP = 200;
    private static final int MAX_SETS = 10;
    private static final int MAX_VOTES = 20;

    private final Part part;
    private final Set<String> names = new HashSet<>();
    private final @Nullable Escalation escalation;

    private ApprovalReader(Part part, Limits own) {
        this.part = part;
        this.escalation = escalation(part, own);
    }

    static @Nullable ApprovalRequirement read(Part part, Limits limits) {
        part.knowsOnly(
                "sets",
                "disjoint",
                "expiresAfter",
                "reviewLineLimit",
                "escalateAfter",
                "escalateTo",
                "standing",
                "masks");
        Limits own = limits.overriddenBy(part, "expiresAfter", "reviewLineLimit");
        List<ThresholdSet> sets = new ApprovalReader(part, own).sets();
        StandingLimits standing = StandingReader.read(part);
        List<SecretKind> masks = masks(part);
        return sets.isEmpty()
                ? null
                : new ApprovalRequirement(
                        sets,
                        own.expiresAfter(),
                        own.reviewLineLimit(),
                        standing,
                        part.has("disjoint") ? part.flag("disjoint") : null,
                        masks);
    }

    /** Where a rule names no kind, its reviewers are shown everything. */
    private static List<SecretKind> masks(Part part) {
        if (!part.has("masks")) {
            return List.of();
        }
        Set<SecretKind> named = EnumSet.noneOf(SecretKind.class);
        return part.choices("masks", SecretKind.values().length, SecretKind.JWT, text -> once(text, named));
    }

    private static SecretKind once(String text, Set<SecretKind> named) {
        SecretKind kind = SecretKind.of(text);
        if (!named.add(kind)) {
            throw new IllegalArgumentException("This kind is named twice: " + text);
        }
        return kind;
    }

    private List<ThresholdSet> sets() {
        return part.parts("sets", 1, MAX_SETS).stream().map(this::set).toList();
    }

    private ThresholdSet set(Part set) {
        set.knowsOnly("name", "approve", "deny", "group", "when");
        String name = RuleReader.name(set, "name");
        if (!names.add(name)) {
            set.note("name", "Another set of this rule has this name");
        }
        return new ThresholdSet(
                name,
                set.integer("approve", 1, MAX_VOTES),
                set.integer("deny", 1, MAX_VOTES),
                group(set),
                condition(set),
                escalation);
    }

    private static @Nullable Escalation escalation(Part part, Limits own) {
        if (!part.has("escalateAfter") && !part.has("escalateTo")) {
            return null;
        }
        Duration after = part.choice("escalateAfter", 30, own.expiresAfter(), Limits::duration);
        if (after.compareTo(own.expiresAfter()) >= 0 && part.has("escalateAfter")) {
            part.note("escalateAfter", "It comes before the request expires, after " + own.expiresAfter());
        }
        Part to = part.part("escalateTo");
        to.knowsOnly("group", "when");
        return new Escalation(after, group(to), condition(to));
    }

    /** Where there is none, a condition says who; where there is neither, that is noted and nothing of it is used. */
    private static @Nullable String group(Part reviewers) {
        return reviewers.has("group") || !reviewers.has("when") ? reviewers.text("group", MAX_GROUP) : null;
    }

    /** Compiled here so that it is refused here; its text goes with every request for approval. */
    private static @Nullable String condition(Part reviewers) {
        if (!reviewers.has("when")) {
            return null;
        }
        ConditionReader.read(reviewers, Conditions.OF_REVIEWERS);
        return reviewers.text("when", ConditionReader.MAX_LENGTH);
    }
}
