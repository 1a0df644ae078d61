package dev.syndicate.policy.bundle;

import dev.cel.common.CelIssue;
import org.jspecify.annotations.Nullable;

/** Reads and compiles the member {@code when} of a part. */
final class ConditionReader {

    static final int MAX_LENGTH = 8192;
    private static final String WHEN = "when";

    private ConditionReader() {}

    /** Absent, with the problems noted, where it does not compile. */
    static @Nullable Condition read(Part part, Conditions environment) {
        int before = part.problems().size();
        String source = part.text(WHEN, MAX_LENGTH);
        return part.problems().size() > before
                ? null
                : environment.compile(source, issue -> part.problems().add(problem(part, issue)));
    }

    /** CEL counts columns from 0. */
    private static BundleProblem problem(Part part, CelIssue issue) {
        return new BundleProblem(
                part.pointer() + "/" + WHEN,
                part.rule(),
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                issue.getMessage());
    }
}
