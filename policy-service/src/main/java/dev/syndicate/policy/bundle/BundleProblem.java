package dev.syndicate.policy.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a bundle.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the bundle
 * @param rule the id of the rule it is in; absent outside rules and where the id itself is wrong
 * @param line within a condition, from 1; absent for anything but a condition
 * @param column within that line, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BundleProblem(
        String pointer,
        @Nullable String rule,
        @Nullable Integer line,
        @Nullable Integer column,
        String message) {

    static BundleProblem at(String pointer, @Nullable String rule, String message) {
        return new BundleProblem(pointer, rule, null, null, message);
    }
}
