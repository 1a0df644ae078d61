package dev.syndicate.approval.console;

import dev.syndicate.approval.delegation.Delegated;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a vote may be cast.
 *
 * @param delegation the delegation's id; empty for one's own name
 */
public record Speaker(String delegation, String words) {

    static Speaker of(@Nullable Delegated delegated) {
        return delegated == null
                ? new Speaker("", "Yourself")
                : new Speaker(
                        delegated.given().delegation().toString(),
                        delegated.delegator().name());
    }
}
